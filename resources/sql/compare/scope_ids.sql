-- The products given.
INSERT INTO compare_scope SELECT DISTINCT unnest(:ids::bigint[]) ON CONFLICT DO NOTHING
