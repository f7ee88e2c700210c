-- Variants deleted here that Shopify still has as they were.
INSERT INTO push_fields
SELECT p.id, m.id, NULL, '', b.title, NULL, m.title
FROM push_scope s
JOIN products p ON p.id = s.product_id
JOIN base_variants b ON b.product_id = p.shopify_product_id
JOIN shopify_variants m ON m.id = b.id AND m.content_hash = b.content_hash
WHERE NOT EXISTS (SELECT FROM product_variants v WHERE v.shopify_variant_id = m.id)
