-- All operations of a bulk run, committed before it is started.
UPDATE sync_operations
SET state = 'sent', attempt = attempt + 1, sent_at = clock_timestamp(), settled_at = NULL, lease_epoch = :epoch,
    bulk_run = :run::uuid
WHERE id = any(:ids::uuid[]) AND state IN ('planned', 'failed')
