-- The facets of a staged create, delete or restore, the product's own first: what base, catalogue and mirror hold now. Stock
-- comes with what is known of its location, and a sales channel with why nothing can join it, in a word.
WITH change AS (
    SELECT product_id, shopify_product_id FROM staged_product_changes WHERE id = :id
), ours AS (
    -- A variant that Shopify does not have goes by the negative of its id here.
    SELECT CASE WHEN f.variant_id IS NULL THEN 0 ELSE coalesce(v.shopify_variant_id, -v.id) END AS variant, f.field, f.value
    FROM change c
    JOIN product_facets f ON f.product_id = c.product_id
    LEFT JOIN product_variants v ON v.id = f.variant_id
), theirs AS (
    SELECT 0::bigint AS variant, m.field, m.value
    FROM change c JOIN shopify_facets m ON m.product_id = c.shopify_product_id AND m.variant_id = 0
    UNION ALL
    SELECT v.id, m.field, m.value
    FROM change c
    JOIN shopify_variants v ON v.product_id = c.shopify_product_id
    JOIN shopify_facets m ON m.product_id = 0 AND m.variant_id = v.id
), agreed AS (
    SELECT b.variant_id AS variant, b.field, b.value
    FROM change c JOIN base_facets b ON b.product_id = c.shopify_product_id
), facets AS (
    SELECT variant, field, agreed.value AS base, ours.value AS local, theirs.value AS remote
    FROM ours FULL JOIN theirs USING (variant, field) FULL JOIN agreed USING (variant, field)
)
SELECT greatest(f.variant, 0), coalesce(o.title, n.title, t.title, b.title), f.field, f.base, f.local, f.remote,
       l.name, l.active, l.managed_by,
       CASE WHEN f.field LIKE 'publication:%' THEN channel_trouble(f.field, true) END
FROM facets f
LEFT JOIN product_variants o ON f.variant > 0 AND o.shopify_variant_id = f.variant
LEFT JOIN product_variants n ON f.variant < 0 AND n.id = -f.variant
LEFT JOIN shopify_variants t ON f.variant > 0 AND t.id = f.variant
LEFT JOIN base_variants b ON f.variant > 0 AND b.id = f.variant
LEFT JOIN locations l ON f.field = 'stock:' || l.id
ORDER BY f.variant <> 0, coalesce(o.position, n.position, t.position, b.position), f.variant, f.field
