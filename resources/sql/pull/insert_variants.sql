-- Variants that are new in Shopify, of products that are there.
INSERT INTO shopify_variants
SELECT n.* FROM pulled_variants n
WHERE NOT EXISTS (SELECT FROM shopify_variants m WHERE m.id = n.id)
  AND EXISTS (SELECT FROM shopify_products m WHERE m.id = n.product_id)
