-- The facets of the products that come back and of their variants.
INSERT INTO product_facets (product_id, variant_id, field, value)
SELECT f.product_id, f.variant_id, f.field, f.value
FROM deleted_products d
CROSS JOIN LATERAL jsonb_populate_recordset(NULL::product_facets, d.image -> 'facets') AS f
WHERE d.product_id = ANY (:ids::bigint[]) AND d.restored_at IS NULL
