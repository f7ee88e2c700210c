-- Who else uses a SKU, so that a duplicate can be named.
SELECT DISTINCT p.name, v.sku
FROM product_variants v
JOIN products p ON p.id = v.product_id
WHERE v.sku = ANY(:skus::text[]) AND v.product_id <> :product
ORDER BY p.name, v.sku
LIMIT 3
