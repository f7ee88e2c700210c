-- Notes that a migration was applied.
insert into schema_migrations (version, name, checksum, applied_by, app_version)
values (:version, :name, :checksum, :applied_by, :app_version)
