-- Products of the mirror the base knows nothing of although the catalogue is linked to them.
WITH found AS (
    SELECT p.name || ' (' || p.shopify_product_id || ')' AS line
    FROM products p JOIN shopify_products s ON s.id = p.shopify_product_id
    LEFT JOIN base_products b ON b.id = p.shopify_product_id
    WHERE b.id IS NULL AND p.shopify_sync_status = 'synced'
)
SELECT (SELECT count(*) FROM found) AS count,
       coalesce(array(SELECT line FROM found ORDER BY line LIMIT 10), '{}'::text[]) AS evidence
