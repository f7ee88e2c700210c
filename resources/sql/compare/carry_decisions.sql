-- Whoever had begun to decide on the fields of a change goes on where they were when it is staged anew: a field that says
-- the same keeps its decision and the value written for it, and no rule approves the rest. What is to be sent is the same
-- whatever the base has become meanwhile. Decisions are handed on once, to the next change of the product. One of which
-- nothing is wanted is rejected as a whole, as it is where fields are decided.
WITH begun AS MATERIALIZED (
    SELECT o.id, o.shopify_product_id
    FROM staged_product_changes o
    WHERE o.status = 'superseded' AND o.is_begun AND o.direction = :direction::text
), heir AS MATERIALIZED (
    SELECT c.id, c.shopify_product_id, max(b.id) AS before
    FROM begun b
    JOIN staged_product_changes c ON c.shopify_product_id = b.shopify_product_id
    WHERE c.batch_id = :batch AND c.direction = :direction::text AND c.change_type = 'update' AND c.status = 'pending'
    GROUP BY c.id
), carried AS (
    UPDATE staged_field_changes n
    SET decision = f.decision, edited_value = f.edited_value, decided_by = f.decided_by,
        decided_host = f.decided_host, decided_at = f.decided_at
    FROM heir h
    JOIN staged_field_changes f ON f.change_id = h.before AND f.decided_by IS NOT NULL
    WHERE n.change_id = h.id AND n.shopify_variant_id = f.shopify_variant_id AND n.field = f.field
      AND n.variant_id IS NOT DISTINCT FROM f.variant_id AND n.is_conflict = f.is_conflict
      AND (coalesce(n.merged_value, n.local_value), n.remote_value)
          IS NOT DISTINCT FROM (coalesce(f.merged_value, f.local_value), f.remote_value)
      AND (:direction::text = 'push'
           OR (n.base_value, n.local_value) IS NOT DISTINCT FROM (f.base_value, f.local_value))
    RETURNING n.change_id, n.is_conflict, n.decision, n.decided_by, n.decided_host, n.decided_at
), handed AS (
    UPDATE staged_product_changes o
    SET is_begun = false
    FROM begun b
    JOIN heir h ON h.shopify_product_id = b.shopify_product_id
    WHERE o.id = b.id
)
UPDATE staged_product_changes c
SET is_begun = true,
    conflict_count = c.conflict_count - coalesce(k.conflicts, 0),
    status = CASE WHEN k.rejected = c.field_count THEN 'rejected' ELSE c.status END,
    decided_by = CASE WHEN k.rejected = c.field_count THEN k.decided_by END,
    decided_host = CASE WHEN k.rejected = c.field_count THEN k.decided_host END,
    decided_at = CASE WHEN k.rejected = c.field_count THEN k.decided_at END
FROM heir h
LEFT JOIN (SELECT change_id, count(*) FILTER (WHERE is_conflict) AS conflicts,
                  count(*) FILTER (WHERE decision = 'reject') AS rejected, max(decided_by) AS decided_by,
                  max(decided_host) AS decided_host,
                  max(decided_at) AS decided_at
           FROM carried
           GROUP BY change_id) AS k ON k.change_id = h.id
WHERE c.id = h.id
