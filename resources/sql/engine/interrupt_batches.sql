-- Batches whose program is gone. What they wrote stays.
UPDATE sync_batches SET status = 'interrupted', message = :message, finished_at = now()
WHERE id = ANY(:ids::bigint[]) AND status IN ('queued', 'running', 'paused')
RETURNING id
