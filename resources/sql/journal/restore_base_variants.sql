-- The base of the variants of a product put back.
INSERT INTO base_variants
SELECT n.*
FROM version_images s
CROSS JOIN LATERAL jsonb_populate_recordset(NULL::base_variants, nullif(s.before -> 'base_variants', 'null')) AS n
WHERE s.id = :version
ON CONFLICT (id) DO NOTHING
