-- Facets as they were.
INSERT INTO product_facets (product_id, variant_id, field, value)
SELECT b.product_id, b.variant_id, b.field, b.value
FROM restore_set r
CROSS JOIN LATERAL jsonb_populate_recordset(NULL::product_facets, r.before -> 'facets') AS b
WHERE r.before IS NOT NULL
