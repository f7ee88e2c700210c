-- A first pull begins: until it has ended nothing may be concluded from the mirror.
INSERT INTO mirror_state (complete, query_fingerprint, shop_domain) VALUES (false, :fingerprint, :shop)
ON CONFLICT (singleton) DO UPDATE
SET complete = false, query_fingerprint = excluded.query_fingerprint, shop_domain = excluded.shop_domain,
    watermark = NULL, pulled_at = NULL, pulled_by_batch = NULL
