-- Facets that both sides have removed.
DELETE FROM base_facets b
USING compare_fields f
WHERE f.is_same AND is_facet(f.field) AND f.remote_value IS NULL
  AND b.product_id = f.shopify_product_id AND b.variant_id = f.shopify_variant_id AND b.field = f.field
