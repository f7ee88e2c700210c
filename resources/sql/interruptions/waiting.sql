-- Runs that were cut short and wait for a decision, the latest first, with those that may turn out to be: still open,
-- of a desk on this computer, which the caller looks for. written: products of which something was written and is known
-- to be. unsettled: writes whose outcome is not known yet. remaining: what it was to do and is still approved.
SELECT b.id, b.kind, b.status, b.started_by, b.desk, b.created_at, b.total, b.rolls_back, b.scope,
       (SELECT count(*) FROM (SELECT product_id FROM sync_versions v WHERE v.batch_id = b.id
                              UNION
                              SELECT coalesce(product_id, shopify_product_id) FROM sync_operations o
                              WHERE o.batch_id = b.id AND o.state = 'confirmed') AS written),
       (SELECT count(*) FROM sync_operations o WHERE o.batch_id = b.id AND o.state IN ('sent', 'unknown')),
       CASE WHEN b.kind IN ('push', 'apply') THEN (
           SELECT count(*) FROM staged_product_changes c
           WHERE c.direction = CASE b.kind WHEN 'push' THEN 'push' ELSE 'pull' END
             AND (c.status = 'approved' OR c.status = 'applying' AND c.applied_batch_id = b.id)
             AND CASE WHEN cardinality(named.changes) > 0 THEN c.id = ANY (named.changes)
                      ELSE b.kind = 'push' OR coalesce(c.decided_at, c.created_at) <= b.created_at END) ELSE 0 END
FROM sync_batches b
CROSS JOIN LATERAL (SELECT ARRAY(SELECT change::bigint FROM jsonb_array_elements_text(
    CASE jsonb_typeof(b.scope -> 'changes') WHEN 'array' THEN b.scope -> 'changes' ELSE '[]' END) AS change) AS changes
    ) AS named
WHERE b.kind IN ('pull', 'apply', 'push', 'rollback')
  AND NOT EXISTS (SELECT FROM interruptions i WHERE i.batch_id = b.id)
  AND (b.status = 'interrupted' AND b.rolled_back_by IS NULL
       OR b.status IN ('queued', 'running', 'paused')
           AND split_part(b.desk, '/', 1) = split_part(:desk::text, '/', 1))
  AND (:batch::bigint IS NULL OR b.id = :batch)
ORDER BY b.id DESC
LIMIT 50
