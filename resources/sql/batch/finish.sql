-- A batch ends, once; of some of its writes it may not be known by then whether they arrived.
UPDATE sync_batches
SET status = :status, message = :message, finished_at = now(),
    total = :total, done = :done, succeeded = :succeeded, failed = :failed, skipped = :skipped,
    left_open = EXISTS (SELECT FROM sync_operations o WHERE o.batch_id = :batch AND o.state IN ('sent', 'unknown'))
WHERE id = :batch AND status IN ('queued', 'running', 'paused')
