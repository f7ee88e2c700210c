-- A pull has begun: Shopify is writing down what it asked for.
INSERT INTO unfinished_pull (batch_id, request, filter, quick, fingerprint, operation, memberships)
VALUES (:batch, :request::jsonb, :filter, :quick, :fingerprint, :operation, :memberships)
ON CONFLICT (singleton) DO UPDATE
SET batch_id = excluded.batch_id, request = excluded.request, filter = excluded.filter, quick = excluded.quick,
    fingerprint = excluded.fingerprint, operation = excluded.operation,
    memberships = excluded.memberships, fills_mirror = NULL, bytes = 0, progress = '{}',
    started_at = now()
