-- Runs that were cut short and wait for a decision, the latest first, with those that may turn out to be: still open,
-- of a desk on this computer, which the caller looks for. Also those that ended, of late, while of some of their writes
-- it was not known whether they had arrived: as long as that is so, or something is left to be done. written: products
-- of which something was written and is known to be. unsettled: writes whose outcome is not known yet, and at the end
-- why not. remaining: what it was started with and is still approved.
WITH cut AS (
    SELECT b.id, b.kind, b.status, b.started_by, b.desk, b.created_at, b.total, b.rolls_back, b.scope,
           b.status NOT IN ('interrupted', 'queued', 'running', 'paused') AS has_ended,
           CASE jsonb_typeof(b.scope -> 'changes') WHEN 'array' THEN b.scope -> 'changes' ELSE '[]' END AS changes,
           (SELECT count(*) FROM sync_operations o WHERE o.batch_id = b.id AND o.state IN ('sent', 'unknown')) AS unsettled
    FROM sync_batches b
    WHERE b.kind IN ('pull', 'apply', 'push', 'rollback', 'replay')
      AND NOT EXISTS (SELECT FROM interruptions i WHERE i.batch_id = b.id)
      AND (b.status = 'interrupted' AND b.rolled_back_by IS NULL
           OR b.status IN ('queued', 'running', 'paused')
               AND split_part(b.desk, '/', 1) = split_part(:desk::text, '/', 1)
           OR b.left_open AND b.rolled_back_by IS NULL
               AND (b.finished_at > now() - interval '7 days'
                    OR EXISTS (SELECT FROM sync_operations o
                               WHERE o.batch_id = b.id AND o.state IN ('sent', 'unknown'))))
      AND (:batch::bigint IS NULL OR b.id = :batch)
), named AS (
    SELECT cut.id AS batch, listed.change::bigint AS change
    FROM cut CROSS JOIN LATERAL jsonb_array_elements_text(cut.changes) AS listed (change)
    WHERE cut.kind IN ('push', 'apply')
), remaining AS (
    SELECT cut.id AS batch, count(*) AS changes
    FROM cut
    JOIN staged_product_changes c ON c.direction = CASE cut.kind WHEN 'push' THEN 'push' ELSE 'pull' END
        AND (c.status = 'approved' OR c.status = 'applying' AND c.applied_batch_id = cut.id)
    LEFT JOIN named n ON n.batch = cut.id AND n.change = c.id
    WHERE cut.kind IN ('push', 'apply')
      AND CASE WHEN jsonb_array_length(cut.changes) > 0 THEN n.change IS NOT NULL
               ELSE coalesce(c.decided_at, c.created_at) <= cut.created_at END
    GROUP BY cut.id
)
SELECT cut.id, cut.kind, cut.status, cut.started_by, cut.desk, cut.created_at, cut.total, cut.rolls_back, cut.scope,
       (SELECT count(*) FROM (SELECT product_id FROM sync_versions v WHERE v.batch_id = cut.id
                              UNION
                              SELECT coalesce(product_id, shopify_product_id) FROM sync_operations o
                              WHERE o.batch_id = cut.id AND o.state = 'confirmed') AS written),
       cut.unsettled, coalesce(r.changes, 0), cut.has_ended,
       coalesce((SELECT o.error FROM sync_operations o
                 WHERE o.batch_id = cut.id AND o.state = 'unknown' AND o.error IS NOT NULL
                 ORDER BY o.sequence DESC LIMIT 1), '')
FROM cut LEFT JOIN remaining r ON r.batch = cut.id
WHERE NOT cut.has_ended OR cut.unsettled > 0
   OR cut.status <> 'cancelled' AND (cut.kind <> 'push' OR r.changes > 0)
ORDER BY cut.id DESC
LIMIT 50
