-- The facets of variants that Shopify has more, and of those that both sides added.
INSERT INTO product_facets (product_id, variant_id, field, value)
SELECT v.product_id, p.id, m.field, m.value
FROM apply_values v
JOIN product_variants p ON p.shopify_variant_id = v.shopify_variant_id
JOIN shopify_facets m ON m.product_id = 0 AND m.variant_id = v.shopify_variant_id
WHERE (v.is_addition OR v.is_twin) AND v.decision <> 'keep_ours'
ORDER BY v.product_id, p.id, m.field
