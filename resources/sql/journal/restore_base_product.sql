-- The base of a product put back.
INSERT INTO base_products
SELECT n.*
FROM version_images s
CROSS JOIN LATERAL jsonb_populate_record(NULL::base_products, s.before -> 'base') AS n
WHERE s.id = :version AND jsonb_typeof(s.before -> 'base') = 'object'
ON CONFLICT (id) DO NOTHING
