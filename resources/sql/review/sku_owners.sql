-- Who else uses a SKU, so that a duplicate can be named.
SELECT p.name
FROM product_variants v
JOIN products p ON p.id = v.product_id
WHERE v.sku = ANY(:skus::text[]) AND v.product_id <> :product
ORDER BY p.name
LIMIT 3
