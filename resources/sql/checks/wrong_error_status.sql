-- Products marked failed although nothing of theirs is.
WITH found AS (
    SELECT p.name || ' (' || p.id || ')' AS line
    FROM products p
    WHERE p.shopify_sync_status = 'error'
      AND NOT EXISTS (SELECT FROM staged_product_changes c WHERE c.product_id = p.id AND c.status = 'failed')
      AND NOT EXISTS (SELECT FROM sync_operations o WHERE o.product_id = p.id AND o.state = 'unknown')
)
SELECT (SELECT count(*) FROM found) AS count,
       coalesce(array(SELECT line FROM found ORDER BY line LIMIT 10), '{}'::text[]) AS evidence
