-- Operations that will never be sent.
UPDATE sync_operations SET state = 'failed', error = 'never sent', settled_at = clock_timestamp(), lease_epoch = :epoch
WHERE batch_id = :batch AND state = 'planned'
