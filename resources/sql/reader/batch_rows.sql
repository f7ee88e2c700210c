-- The rows of the history table by id, in the order of the ids. A batch can be rolled back once it has ended, wrote
-- something and was not rolled back yet.
SELECT b.id, b.kind, b.status, b.started_by, b.desk, b.created_at, b.finished_at, b.total, b.succeeded, b.failed,
       b.skipped, b.message, b.rolls_back, b.rolled_back_by,
       b.status IN ('completed', 'partial', 'failed', 'cancelled', 'interrupted') AND b.rolled_back_by IS NULL
           AND (EXISTS (SELECT FROM sync_versions v WHERE v.batch_id = b.id)
                OR EXISTS (SELECT FROM sync_operations o
                           WHERE o.batch_id = b.id AND o.state IN ('confirmed', 'sent', 'unknown')))
FROM unnest(:ids::bigint[]) WITH ORDINALITY AS asked (id, position)
JOIN sync_batches b ON b.id = asked.id
ORDER BY asked.position
