-- Marks batches as interrupted whose desk has gone. What they wrote stays, and is in their history and journal.
UPDATE sync_batches SET status = 'interrupted', message = 'marked by diagnostics', finished_at = now()
WHERE status IN ('queued', 'running', 'paused') AND created_at < now() - interval '1 minute'
  AND NOT EXISTS (SELECT FROM writer_lease l WHERE l.until > clock_timestamp())
