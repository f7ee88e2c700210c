-- How a staged change ended.
UPDATE staged_product_changes
SET status = :status, failure = :failure, request_id = :request_id, applied_batch_id = :batch, updated_at = now()
WHERE id = :change
