-- New products agree with Shopify.
INSERT INTO base_facets (product_id, variant_id, field, value)
SELECT a.shopify_product_id, coalesce(v.shopify_variant_id, 0), f.field, f.value
FROM apply_chunk a
JOIN product_facets f ON f.product_id = a.product_id
LEFT JOIN product_variants v ON v.id = f.variant_id
WHERE a.change_type IN ('create', 'restore')
ON CONFLICT (product_id, variant_id, field) DO UPDATE SET value = excluded.value
