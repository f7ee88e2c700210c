-- Products that both sides have deleted.
DELETE FROM base_products b USING compare_scope s
WHERE b.id = s.shopify_product_id
  AND NOT EXISTS (SELECT FROM shopify_products m WHERE m.id = b.id)
  AND NOT EXISTS (SELECT FROM products p WHERE p.shopify_product_id = b.id)
