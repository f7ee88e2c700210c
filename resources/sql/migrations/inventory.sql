-- Tells an empty database, one of ours and somebody else's apart: whether schema_migrations is there, and how many
-- tables are that no extension brought along.
select to_regclass('schema_migrations') is not null as is_ours,
       (select count(*)
        from pg_class c
        where c.relkind in ('r', 'p') and c.relnamespace = current_schema()::regnamespace
          and not exists (select from pg_depend d
                          where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')) as tables
