-- Who else uses a handle, here or only in Shopify, so that it can be named.
SELECT p.name FROM products p WHERE p.handle = :handle AND p.id <> :product
UNION
SELECT m.title FROM shopify_products m
WHERE m.handle = :handle AND NOT EXISTS (SELECT FROM products p WHERE p.shopify_product_id = m.id)
ORDER BY 1
LIMIT 3
