-- Works out every product's status anew from its content, its base and its open changes; without a base nobody has
-- compared it and it has none. Failed and running ones are left alone.
WITH open_changes AS (
    SELECT coalesce(c.product_id, p.id) AS product_id, bool_or(c.conflict_count > 0) AS has_conflict
    FROM staged_product_changes c LEFT JOIN products p ON p.shopify_product_id = c.shopify_product_id
    WHERE c.status IN ('pending', 'approved', 'applying')
    GROUP BY 1
), worked_out AS (
    SELECT p.id, CASE
        WHEN o.has_conflict THEN 'conflict'
        WHEN o.product_id IS NOT NULL THEN 'pending'
        WHEN p.shopify_product_id IS NULL THEN NULL
        WHEN p.locally_edited THEN 'modified'
        WHEN EXISTS (SELECT FROM base_products b WHERE b.id = p.shopify_product_id) THEN 'synced' END AS status
    FROM products p LEFT JOIN open_changes o ON o.product_id = p.id
    WHERE p.shopify_sync_status IS DISTINCT FROM 'error'
      AND NOT (p.shopify_sync_status IS NOT DISTINCT FROM 'syncing'
               AND EXISTS (SELECT FROM sync_batches b WHERE b.status IN ('queued', 'running', 'paused')))
)
UPDATE products p SET shopify_sync_status = w.status
FROM worked_out w WHERE w.id = p.id AND p.shopify_sync_status IS DISTINCT FROM w.status
