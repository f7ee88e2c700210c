-- Variants of linked products that Shopify has and the catalogue has not. One that was deleted here and changed there is
-- a conflict; one that was deleted here and left alone there is for the push to stage.
INSERT INTO compare_fields
SELECT m.product_id, m.id, NULL, '', b.title, NULL, m.title, b.id IS NOT NULL, false
FROM compare_scope s
JOIN products p ON p.shopify_product_id = s.shopify_product_id
JOIN shopify_variants m ON m.product_id = s.shopify_product_id
LEFT JOIN base_variants b ON b.id = m.id
WHERE b.content_hash IS DISTINCT FROM m.content_hash
  AND NOT EXISTS (SELECT FROM product_variants v WHERE v.shopify_variant_id = m.id)
