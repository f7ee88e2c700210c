-- Facets on which both sides agree without a base: those of products compared for the first time.
INSERT INTO base_facets (product_id, variant_id, field, value)
SELECT a.shopify_product_id, coalesce(v.shopify_variant_id, 0), f.field, f.value
FROM apply_chunk a
JOIN product_facets f ON f.product_id = a.product_id
LEFT JOIN product_variants v ON v.id = f.variant_id
JOIN shopify_facets m ON m.product_id = CASE WHEN f.variant_id IS NULL THEN a.shopify_product_id ELSE 0 END
    AND m.variant_id = coalesce(v.shopify_variant_id, 0) AND m.field = f.field AND m.value = f.value
WHERE a.change_type = 'update' AND (f.variant_id IS NULL OR v.shopify_variant_id IS NOT NULL)
ON CONFLICT (product_id, variant_id, field) DO NOTHING
