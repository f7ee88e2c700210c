-- Operations that had no effect, or of which nobody knows yet.
UPDATE sync_operations
SET state = :state, error = :error, request_id = coalesce(:request_id, request_id), lease_epoch = :epoch,
    settled_at = CASE WHEN :state = 'failed' THEN clock_timestamp() END
WHERE id = any(:ids::uuid[]) AND state IN ('planned', 'sent', 'unknown')
