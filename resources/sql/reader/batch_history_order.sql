-- The history lines of a batch, failures first.
SELECT h.id
FROM sync_history h
WHERE h.batch_id = :batch
ORDER BY array_position(ARRAY['error', 'unknown', 'conflict', 'skipped', 'success'], h.status), h.id
