-- Puts the facets of a product back.
INSERT INTO product_facets (product_id, variant_id, field, value)
SELECT f.product_id, f.variant_id, f.field, f.value
FROM version_images s
CROSS JOIN LATERAL jsonb_populate_recordset(NULL::product_facets, s.before -> 'facets') AS f
WHERE s.id = :version
