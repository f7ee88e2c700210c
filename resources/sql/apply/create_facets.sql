-- The facets of new products and their variants.
INSERT INTO product_facets (product_id, variant_id, field, value)
SELECT a.product_id, v.id, m.field, m.value
FROM apply_chunk a
JOIN LATERAL (SELECT NULL::bigint AS id, a.shopify_product_id AS product, 0::bigint AS variant
              UNION ALL
              SELECT p.id, 0, p.shopify_variant_id FROM product_variants p WHERE p.product_id = a.product_id) AS v ON true
JOIN shopify_facets m ON m.product_id = v.product AND m.variant_id = v.variant
WHERE a.change_type IN ('create', 'restore')
ORDER BY a.change_id, v.id NULLS FIRST, m.field
