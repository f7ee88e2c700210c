-- Remembers which migrations built this database; made together with the first of them.
create table if not exists schema_migrations (
    version     integer primary key,
    name        text        not null,
    checksum    text        not null,
    applied_at  timestamptz not null default now(),
    applied_by  text        not null,
    app_version text        not null
)
