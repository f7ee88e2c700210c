-- Notes that a migration was taken back.
delete from schema_migrations where version = :version
