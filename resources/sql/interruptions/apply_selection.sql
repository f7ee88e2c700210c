-- What an apply that was cut short was started with and has not written: the changes it named, or all that were approved
-- by then, and of these what is approved still.
SELECT c.id
FROM sync_batches b
JOIN staged_product_changes c ON c.direction = 'pull' AND c.status = 'approved'
WHERE b.id = :batch
  AND CASE WHEN jsonb_typeof(b.scope -> 'changes') = 'array'
           THEN c.id IN (SELECT named::bigint FROM sync_batches n, jsonb_array_elements_text(n.scope -> 'changes') AS named
                         WHERE n.id = :batch AND jsonb_typeof(n.scope -> 'changes') = 'array')
           ELSE coalesce(c.decided_at, c.created_at) <= b.created_at END
ORDER BY c.id
