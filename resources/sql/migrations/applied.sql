-- The migrations that built this database, oldest first.
select version, name, checksum, applied_at, applied_by, app_version
from schema_migrations
order by version
