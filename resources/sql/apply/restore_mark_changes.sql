-- The changes the batch applied to these products are undone.
UPDATE staged_product_changes c
SET status = 'rolled_back', updated_at = now()
FROM restore_set r
WHERE c.applied_batch_id = :batch AND c.product_id = r.product_id AND c.status = 'applied'
