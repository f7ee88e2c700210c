-- The facets of products of the catalogue.
SELECT f.product_id, f.variant_id, f.field, f.value
FROM product_facets f
WHERE f.product_id = any(:products::bigint[])
