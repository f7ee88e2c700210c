-- Products in the mirror without a variant; Shopify's have at least one.
WITH found AS (
    SELECT s.title || ' (' || s.id || ')' AS line
    FROM shopify_products s
    WHERE NOT EXISTS (SELECT FROM shopify_variants v WHERE v.product_id = s.id)
)
SELECT (SELECT count(*) FROM found) AS count,
       coalesce(array(SELECT line FROM found ORDER BY line LIMIT 10), '{}'::text[]) AS evidence
