-- The facets of the mirror of products, by Shopify id; variant 0 is the product itself.
SELECT m.product_id, m.variant_id, m.field, m.value
FROM shopify_facets m
WHERE m.product_id = any(:products::bigint[]) AND m.product_id <> 0
UNION ALL
SELECT v.product_id, m.variant_id, m.field, m.value
FROM shopify_variants v
JOIN shopify_facets m ON m.product_id = 0 AND m.variant_id = v.id
WHERE v.product_id = any(:products::bigint[])
