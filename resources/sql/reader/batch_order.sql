-- All batches, newest first.
SELECT b.id FROM sync_batches b ORDER BY b.created_at DESC, b.id DESC
