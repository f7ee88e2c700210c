-- The changes of the chunk are in the catalogue.
UPDATE staged_product_changes c
SET status = 'applied', applied_batch_id = :batch, product_id = a.product_id, failure = NULL, updated_at = now()
FROM apply_chunk a
WHERE c.id = a.change_id
