-- A new batch, running from the start.
INSERT INTO sync_batches (kind, status, scope, started_by, desk, rolls_back, started_at)
VALUES (:kind, 'running', :scope::jsonb, :started_by, :desk, :rolls_back, now())
RETURNING id
