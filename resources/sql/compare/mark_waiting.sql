-- A product with something to decide is not in step, and says so.
UPDATE products p
SET shopify_sync_status = CASE WHEN c.conflict_count > 0 THEN 'conflict' ELSE 'pending' END
FROM staged_product_changes c
WHERE c.batch_id = :batch AND c.status = 'pending' AND c.direction = 'pull' AND p.id = c.product_id
  AND p.shopify_sync_status IS DISTINCT FROM CASE WHEN c.conflict_count > 0 THEN 'conflict' ELSE 'pending' END
