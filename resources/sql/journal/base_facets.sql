-- The facets of the base of products, by Shopify id; variant 0 is the product itself.
SELECT b.product_id, b.variant_id, b.field, b.value
FROM base_facets b
WHERE b.product_id = any(:products::bigint[])
