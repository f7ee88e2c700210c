-- How staged changes ended.
UPDATE staged_product_changes c
SET status = r.status, failure = r.failure, request_id = r.request_id, applied_batch_id = r.batch, updated_at = now()
FROM jsonb_to_recordset(:rows::jsonb) AS r (change bigint, status text, failure text, request_id text, batch bigint)
WHERE c.id = r.change
