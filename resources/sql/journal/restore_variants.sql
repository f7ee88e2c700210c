-- The variants of a product put back.
INSERT INTO product_variants OVERRIDING SYSTEM VALUE
SELECT (jsonb_populate_record(NULL::product_variants, v.image)).*
FROM sync_versions s CROSS JOIN LATERAL jsonb_array_elements(s.before -> 'variants') AS v (image)
WHERE s.id = :version
