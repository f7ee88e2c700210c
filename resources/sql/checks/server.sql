-- What the server is, how big the database has grown and how its clock stands.
SELECT current_setting('server_version') AS version, pg_size_pretty(pg_database_size(current_database())) AS size,
       current_setting('synchronous_commit') AS synchronous_commit, clock_timestamp() AS now,
       current_setting('transaction_read_only')::boolean AS read_only
