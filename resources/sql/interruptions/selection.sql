-- What an apply or a send that was cut short was started with and has not written: the changes it named, or, where it
-- named none, all that were approved by then; and of these what is approved still, or held by it while nobody has
-- looked after it.
WITH cut AS (
    SELECT b.id, b.created_at, CASE b.kind WHEN 'push' THEN 'push' ELSE 'pull' END AS direction,
           CASE jsonb_typeof(b.scope -> 'changes') WHEN 'array' THEN b.scope -> 'changes' ELSE '[]' END AS changes
    FROM sync_batches b
    WHERE b.id = :batch
), named AS (
    SELECT listed.change::bigint AS change
    FROM cut CROSS JOIN LATERAL jsonb_array_elements_text(cut.changes) AS listed (change)
)
SELECT c.id
FROM cut
JOIN staged_product_changes c ON c.direction = cut.direction
    AND (c.status = 'approved' OR c.status = 'applying' AND c.applied_batch_id = cut.id)
LEFT JOIN named n ON n.change = c.id
WHERE CASE WHEN jsonb_array_length(cut.changes) > 0 THEN n.change IS NOT NULL
           ELSE coalesce(c.decided_at, c.created_at) <= cut.created_at END
ORDER BY c.id
