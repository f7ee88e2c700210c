-- Variants that both sides have deleted.
DELETE FROM base_variants b USING compare_scope s
WHERE b.product_id = s.shopify_product_id
  AND NOT EXISTS (SELECT FROM shopify_variants m WHERE m.id = b.id)
  AND NOT EXISTS (SELECT FROM product_variants v WHERE v.shopify_variant_id = b.id)
