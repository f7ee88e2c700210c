-- The latest send that was cut short and that nobody has decided about; one that still stands open but whose desk no
-- longer has the writer's turn was cut short as well, and is marked when somebody takes it.
SELECT b.id
FROM sync_batches b
WHERE b.kind = 'push' AND NOT EXISTS (SELECT FROM interruptions i WHERE i.batch_id = b.id)
  AND (b.status = 'interrupted' AND b.rolled_back_by IS NULL
       OR b.status IN ('queued', 'running', 'paused')
           AND NOT EXISTS (SELECT FROM writer_lease l WHERE l.desk = b.desk AND l.until > clock_timestamp()))
ORDER BY b.id DESC
LIMIT 1
