-- The base of the variants of a product put back.
INSERT INTO base_variants
SELECT (jsonb_populate_record(NULL::base_variants, b.image)).*
FROM sync_versions s CROSS JOIN LATERAL jsonb_array_elements(s.before -> 'base_variants') AS b (image)
WHERE s.id = :version
ON CONFLICT (id) DO NOTHING
