-- Whether the database Syncdesk works in is there already.
select exists (select from pg_database where datname = 'syncdesk')
