-- Linked products that Shopify, as last seen, no longer has. Only meaningful after a complete pull.
WITH found AS (
    SELECT p.name || ' (' || p.shopify_product_id || ')' AS line
    FROM products p LEFT JOIN shopify_products s ON s.id = p.shopify_product_id
    WHERE p.shopify_product_id IS NOT NULL AND s.id IS NULL
      AND EXISTS (SELECT FROM mirror_state WHERE complete)
)
SELECT (SELECT count(*) FROM found) AS count,
       coalesce(array(SELECT line FROM found ORDER BY line LIMIT 10), '{}'::text[]) AS evidence
