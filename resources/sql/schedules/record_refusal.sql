-- A run by schedule that a guard or a fault kept from starting, for history.
INSERT INTO sync_batches (kind, status, scope, started_by, desk, message, started_at, finished_at)
VALUES (:kind, 'failed', jsonb_build_object('schedule', :schedule::bigint), :started_by, :desk, :message, now(), now())
RETURNING id
