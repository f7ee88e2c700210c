-- A batch ends, once.
UPDATE sync_batches
SET status = :status, message = :message, finished_at = now(),
    total = :total, done = :done, succeeded = :succeeded, failed = :failed, skipped = :skipped
WHERE id = :batch AND status IN ('queued', 'running', 'paused')
