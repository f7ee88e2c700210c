-- How far the shop has been read, and the pull that was interrupted, unless it is running.
SELECT coalesce(m.complete, false), m.pulled_at, u.batch_id, u.started_at, u.bytes
FROM (VALUES (true)) AS one (is_one)
LEFT JOIN mirror_state m ON true
LEFT JOIN (SELECT p.* FROM unfinished_pull p
           WHERE NOT EXISTS (SELECT FROM sync_batches b
                             WHERE b.kind = 'pull' AND b.status IN ('queued', 'running', 'paused'))) u ON true
