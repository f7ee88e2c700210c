-- The variants of a product put back.
INSERT INTO product_variants OVERRIDING SYSTEM VALUE
SELECT n.*
FROM version_images s
CROSS JOIN LATERAL jsonb_populate_recordset(NULL::product_variants, s.before -> 'variants') AS n
WHERE s.id = :version
