-- The products given.
INSERT INTO push_scope SELECT DISTINCT unnest(:ids::bigint[]) ON CONFLICT DO NOTHING
