-- Takes approved changes for a batch, unless somebody was faster.
WITH claimed AS (
    UPDATE staged_product_changes SET status = 'applying', applied_batch_id = :batch, updated_at = now()
    WHERE id = any(:changes::bigint[]) AND status = 'approved'
    RETURNING id, product_id
), shown AS (
    UPDATE products p SET shopify_sync_status = 'syncing' FROM claimed c
    WHERE p.id = c.product_id AND p.shopify_product_id IS NOT NULL
)
SELECT id FROM claimed ORDER BY id
