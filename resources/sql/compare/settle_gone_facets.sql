-- Facets of products and variants without a base.
DELETE FROM base_facets b
USING compare_scope s
WHERE b.product_id = s.shopify_product_id
  AND (NOT EXISTS (SELECT FROM base_products p WHERE p.id = b.product_id)
       OR (b.variant_id <> 0 AND NOT EXISTS (SELECT FROM base_variants v WHERE v.id = b.variant_id)))
