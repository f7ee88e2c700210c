-- Variants in the mirror whose product is not there.
WITH found AS (
    SELECT coalesce(v.sku, v.title) || ' (' || v.id || ')' AS line
    FROM shopify_variants v LEFT JOIN shopify_products s ON s.id = v.product_id
    WHERE s.id IS NULL
)
SELECT (SELECT count(*) FROM found) AS count,
       coalesce(array(SELECT line FROM found ORDER BY line LIMIT 10), '{}'::text[]) AS evidence
