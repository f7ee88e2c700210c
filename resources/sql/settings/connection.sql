-- What a new connection may do and how it is protected, for trying a database before it is used.
SELECT current_setting('server_version') AS version, current_setting('transaction_read_only')::boolean AS read_only,
       coalesce(has_schema_privilege(current_schema(), 'CREATE'), false) AS may_create,
       coalesce((SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()), false) AS encrypted
