-- What a batch claimed and did not end. All sent: applied. Some sent: what is left is compared anew. Nothing: approved again.
WITH ended AS (
    SELECT c.id, CASE
        WHEN count(*) FILTER (WHERE o.state = 'confirmed') = 0 THEN 'approved'
        WHEN count(*) FILTER (WHERE o.state <> 'confirmed') = 0 THEN 'applied'
        ELSE 'superseded' END AS status
    FROM staged_product_changes c
    LEFT JOIN sync_operations o ON o.change_id = c.id AND o.batch_id = :batch
    WHERE c.applied_batch_id = :batch AND c.status = 'applying'
    GROUP BY c.id
    HAVING count(*) FILTER (WHERE o.state IN ('sent', 'unknown')) = 0
), changed AS (
    UPDATE staged_product_changes c
    SET status = e.status, applied_batch_id = CASE WHEN e.status = 'approved' THEN NULL ELSE :batch END, updated_at = now()
    FROM ended e WHERE c.id = e.id
    RETURNING c.id, c.product_id, c.shopify_product_id, c.title, c.change_type, c.status
), told AS (
    INSERT INTO sync_history (batch_id, product_id, shopify_product_id, change_id, action, status, title, message)
    SELECT :batch, product_id, shopify_product_id, id, change_type,
           CASE WHEN status = 'applied' THEN 'success' ELSE 'skipped' END, title, :message
    FROM changed WHERE status <> 'approved'
), shown AS (
    UPDATE products p SET shopify_sync_status = CASE
        WHEN p.shopify_product_id IS NULL THEN NULL
        WHEN c.status = 'approved' THEN 'pending'
        WHEN c.status = 'superseded' OR p.locally_edited THEN 'modified'
        ELSE 'synced' END
    FROM changed c WHERE p.id = c.product_id AND p.shopify_sync_status = 'syncing'
)
SELECT id FROM changed
