-- Batches whose desk has gone. What they wrote stays, and is in their history and journal.
UPDATE sync_batches SET status = 'interrupted', message = :message, finished_at = now()
WHERE status IN ('queued', 'running', 'paused')
RETURNING id
