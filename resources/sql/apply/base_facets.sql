-- The base of every facet decided is what Shopify has, whichever side was chosen.
INSERT INTO base_facets (product_id, variant_id, field, value)
SELECT v.shopify_product_id, v.shopify_variant_id, v.field, m.value
FROM apply_values v
JOIN shopify_facets m ON m.product_id = CASE WHEN v.shopify_variant_id = 0 THEN v.shopify_product_id ELSE 0 END
    AND m.variant_id = v.shopify_variant_id AND m.field = v.field
WHERE is_facet(v.field)
ON CONFLICT (product_id, variant_id, field) DO UPDATE SET value = excluded.value
