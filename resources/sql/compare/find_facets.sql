-- Facets whose value in Shopify is not the base's, of products and variants that both sides have.
WITH remote AS (
    SELECT s.shopify_product_id, 0::bigint AS shopify_variant_id, m.field, m.value
    FROM compare_scope s
    JOIN shopify_facets m ON m.product_id = s.shopify_product_id AND m.variant_id = 0
    UNION ALL
    SELECT v.product_id, v.id, m.field, m.value
    FROM shopify_facets m
    JOIN shopify_variants v ON v.id = m.variant_id
    JOIN compare_scope s ON s.shopify_product_id = v.product_id
    WHERE m.product_id = 0
), base AS (
    SELECT b.product_id AS shopify_product_id, b.variant_id AS shopify_variant_id, b.field, b.value
    FROM compare_scope s
    JOIN base_facets b ON b.product_id = s.shopify_product_id
), moved AS (
    SELECT shopify_product_id, shopify_variant_id, field, base.value AS base_value, remote.value AS remote_value
    FROM base FULL JOIN remote USING (shopify_product_id, shopify_variant_id, field)
    WHERE base.value IS DISTINCT FROM remote.value
)
INSERT INTO compare_fields
SELECT d.shopify_product_id, d.shopify_variant_id, v.id, d.field, d.base_value, f.value, d.remote_value,
       f.value IS DISTINCT FROM d.remote_value
       AND (f.value IS DISTINCT FROM d.base_value
            OR CASE WHEN d.shopify_variant_id = 0
                    THEN NOT EXISTS (SELECT FROM base_products b WHERE b.id = d.shopify_product_id)
                    ELSE NOT EXISTS (SELECT FROM base_variants b WHERE b.id = d.shopify_variant_id) END),
       f.value IS NOT DISTINCT FROM d.remote_value
FROM moved d
JOIN products p ON p.shopify_product_id = d.shopify_product_id
JOIN shopify_products m ON m.id = d.shopify_product_id
LEFT JOIN product_variants v ON v.shopify_variant_id = d.shopify_variant_id
LEFT JOIN product_facets f ON f.product_id = p.id AND coalesce(f.variant_id, 0) = coalesce(v.id, 0) AND f.field = d.field
WHERE d.shopify_variant_id = 0
   OR (v.product_id = p.id AND EXISTS (SELECT FROM shopify_variants mv WHERE mv.id = d.shopify_variant_id))
