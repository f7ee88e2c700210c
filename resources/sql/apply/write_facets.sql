-- Writes the accepted facets of products and variants.
INSERT INTO product_facets (product_id, variant_id, field, value)
SELECT v.product_id, v.variant_id, v.field, v.value
FROM apply_values v
WHERE is_facet(v.field) AND v.decision <> 'keep_ours' AND v.value IS NOT NULL
ORDER BY v.product_id, v.variant_id, v.field
ON CONFLICT (product_id, coalesce(variant_id, 0), field) DO UPDATE SET value = excluded.value
