-- A change that is not sent because something moved.
UPDATE staged_product_changes SET status = 'superseded', failure = :failure, applied_batch_id = :batch, updated_at = now()
WHERE id = :change AND status = 'applying' AND applied_batch_id = :batch
RETURNING product_id, shopify_product_id, title, sku, change_type
