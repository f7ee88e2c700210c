-- A first pull begins: until it has ended nothing may be concluded from the mirror.
INSERT INTO mirror_state (complete, query_fingerprint) VALUES (false, :fingerprint)
ON CONFLICT (singleton) DO UPDATE
SET complete = false, query_fingerprint = excluded.query_fingerprint, watermark = NULL, pulled_at = NULL, pulled_by_batch = NULL
