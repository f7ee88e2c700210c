-- Variants made here in products Shopify has.
INSERT INTO push_fields
SELECT p.id, 0, v.id, '', NULL, v.title, NULL
FROM push_scope s
JOIN products p ON p.id = s.product_id
JOIN shopify_products m ON m.id = p.shopify_product_id
JOIN base_products b ON b.id = p.shopify_product_id
JOIN product_variants v ON v.product_id = p.id
WHERE v.shopify_variant_id IS NULL
