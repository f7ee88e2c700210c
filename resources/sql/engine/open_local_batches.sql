-- Pulls and applies that are still open and were run on this computer. Those that write to Shopify are taken over with
-- the writer lease instead.
SELECT b.id, b.desk
FROM sync_batches b
WHERE b.kind IN ('pull', 'apply') AND b.status IN ('queued', 'running', 'paused')
  AND split_part(b.desk, '/', 1) = split_part(:desk::text, '/', 1)
ORDER BY b.id
