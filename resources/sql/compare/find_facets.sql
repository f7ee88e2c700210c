-- Facets whose value in Shopify is not the base's, of products and variants that both sides have. The order of media that
-- nobody has moved there is no change; one that both sides moved is merged, and a conflict only where that cannot be done.
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
), sides AS (
    SELECT d.*, v.id AS variant_id, f.value AS local_value,
        CASE WHEN d.shopify_variant_id = 0 THEN EXISTS (SELECT FROM base_products b WHERE b.id = d.shopify_product_id)
             ELSE EXISTS (SELECT FROM base_variants b WHERE b.id = d.shopify_variant_id) END AS has_base
    FROM moved d
    JOIN products p ON p.shopify_product_id = d.shopify_product_id
    JOIN shopify_products m ON m.id = d.shopify_product_id
    LEFT JOIN product_variants v ON v.shopify_variant_id = d.shopify_variant_id
    LEFT JOIN product_facets f
        ON f.product_id = p.id AND coalesce(f.variant_id, 0) = coalesce(v.id, 0) AND f.field = d.field
    WHERE d.shopify_variant_id = 0
       OR (v.product_id = p.id AND EXISTS (SELECT FROM shopify_variants mv WHERE mv.id = d.shopify_variant_id))
)
INSERT INTO compare_fields
SELECT d.shopify_product_id, d.shopify_variant_id, d.variant_id, d.field, d.base_value, d.local_value, d.remote_value,
       NOT o.is_same AND o.merged IS NULL AND (o.is_edited OR NOT d.has_base), o.is_same,
       CASE WHEN o.merged <> d.remote_value AND NOT o.is_same THEN o.merged END
FROM sides d
CROSS JOIN LATERAL (
    SELECT d.local_value IS NOT DISTINCT FROM d.remote_value AS is_same,
           d.local_value IS DISTINCT FROM d.base_value AS is_edited, NULL AS merged
    WHERE d.field <> 'media:order'
    UNION ALL
    SELECT media_follow(d.local_value, d.remote_value) OR (d.has_base AND media_follow(d.base_value, d.remote_value)),
           NOT media_follow(d.base_value, d.local_value),
           CASE WHEN d.has_base AND NOT media_follow(d.base_value, d.local_value)
                THEN merge_media_order(d.base_value, d.local_value, d.remote_value) END
    WHERE d.field = 'media:order'
) AS o
