-- Products that were given a Shopify id but never compared with the shop.
INSERT INTO compare_scope
SELECT p.shopify_product_id
FROM products p
WHERE p.shopify_product_id IS NOT NULL
  AND NOT EXISTS (SELECT FROM base_products b WHERE b.id = p.shopify_product_id)
ON CONFLICT DO NOTHING
