-- Products whose status disagrees with their content, their changes and the running batches.
WITH found AS (
    SELECT p.name || ' (' || p.id || '): ' || p.shopify_sync_status AS line
    FROM products p
    WHERE (p.shopify_product_id IS NULL AND p.shopify_sync_status IN ('synced', 'modified'))
       OR (p.shopify_sync_status = 'synced' AND p.locally_edited)
       OR (p.shopify_sync_status = 'modified' AND NOT p.locally_edited
           AND NOT EXISTS (SELECT FROM staged_product_changes c WHERE c.product_id = p.id AND c.direction = 'push'
                           AND c.status IN ('pending', 'approved', 'applying')))
       OR (p.shopify_sync_status = 'syncing'
           AND NOT EXISTS (SELECT FROM sync_batches b WHERE b.status IN ('queued', 'running', 'paused')))
       OR (p.shopify_sync_status IN ('pending', 'conflict')
           AND NOT EXISTS (SELECT FROM staged_product_changes c
                           WHERE c.product_id = p.id AND c.status IN ('pending', 'approved', 'applying'))
           AND NOT EXISTS (SELECT FROM staged_product_changes c
                           WHERE c.shopify_product_id = p.shopify_product_id
                             AND c.status IN ('pending', 'approved', 'applying')))
)
SELECT (SELECT count(*) FROM found) AS count,
       coalesce(array(SELECT line FROM found ORDER BY line LIMIT 10), '{}'::text[]) AS evidence
