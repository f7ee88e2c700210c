-- The base of a product put back.
INSERT INTO base_products
SELECT (jsonb_populate_record(NULL::base_products, before -> 'base')).* FROM sync_versions
WHERE id = :version AND jsonb_typeof(before -> 'base') = 'object'
ON CONFLICT (id) DO NOTHING
