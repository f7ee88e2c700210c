-- The facets of a product and its variants, the product's own first.
SELECT f.variant_id, f.field, f.value
FROM product_facets f
WHERE f.product_id = :id
ORDER BY f.variant_id NULLS FIRST, f.field
