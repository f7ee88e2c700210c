-- Committed before the first byte leaves.
UPDATE sync_operations
SET state = 'sent', attempt = :attempt, sent_at = clock_timestamp(), settled_at = NULL, lease_epoch = :epoch, bulk_run = NULL
WHERE id = :id AND state IN ('planned', 'failed')
RETURNING sent_at
