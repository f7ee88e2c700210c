-- Puts a product back into the catalogue as an image holds it, under its own id.
INSERT INTO products OVERRIDING SYSTEM VALUE
SELECT n.*
FROM version_images s
CROSS JOIN LATERAL jsonb_populate_record(NULL::products, s.before -> 'product') AS n
WHERE s.id = :version
RETURNING id
