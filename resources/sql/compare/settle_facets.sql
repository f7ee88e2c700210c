-- Facets that both sides changed alike: the base is what both have.
INSERT INTO base_facets (product_id, variant_id, field, value)
SELECT f.shopify_product_id, f.shopify_variant_id, f.field, f.remote_value
FROM compare_fields f
WHERE f.is_same AND is_facet(f.field) AND f.remote_value IS NOT NULL
ON CONFLICT (product_id, variant_id, field) DO UPDATE SET value = excluded.value
