-- The facets of variants that were added, on one side or both, or whose deletion here was kept: the base is what Shopify
-- has.
INSERT INTO base_facets (product_id, variant_id, field, value)
SELECT v.shopify_product_id, v.shopify_variant_id, m.field, m.value
FROM apply_values v
JOIN shopify_facets m ON m.product_id = 0 AND m.variant_id = v.shopify_variant_id
WHERE v.is_addition OR v.is_twin
ON CONFLICT (product_id, variant_id, field) DO UPDATE SET value = excluded.value
