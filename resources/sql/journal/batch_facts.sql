-- A batch as its rollback needs to know it.
SELECT b.kind, b.status, b.rolls_back, b.rolled_back_by,
       (SELECT count(*) FROM sync_operations o WHERE o.batch_id = b.id AND o.state IN ('confirmed', 'sent', 'unknown'))
FROM sync_batches b WHERE b.id = :batch
