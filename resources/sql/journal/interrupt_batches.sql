-- Batches that wrote to Shopify from a desk that is gone.
UPDATE sync_batches SET status = 'interrupted', finished_at = now(), message = :message
WHERE kind IN ('push', 'rollback', 'replay') AND status IN ('queued', 'running', 'paused') AND id IS DISTINCT FROM :except::bigint
