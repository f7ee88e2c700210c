-- A change that cannot be applied says why.
UPDATE staged_product_changes c
SET status = 'failed', applied_batch_id = :batch, updated_at = now(),
    failure = CASE a.failure WHEN 'negative' THEN :negative WHEN 'status' THEN :status ELSE :word END
FROM apply_chunk a
WHERE a.failure IS NOT NULL AND c.id = a.change_id
