-- The rows of the review list by id, in the order of the ids. Stale: the product was edited after the comparison. Last,
-- the severity of the worst conflict that is open.
SELECT s.id, s.direction, s.change_type, s.status, s.product_id, s.shopify_product_id, s.title, s.sku, s.field_count,
       s.conflict_count, s.rule_name, s.decided_by, s.decided_at, s.decision_reason, s.failure, s.request_id,
       s.created_at,
       s.status IN ('pending', 'approved', 'failed') AND s.local_version IS NOT NULL
           AND s.local_version IS DISTINCT FROM p.content_version,
       CASE WHEN s.conflict_count > 0 THEN open_conflict_severity(s.id) END
FROM unnest(:ids::bigint[]) WITH ORDINALITY AS asked (id, position)
JOIN staged_product_changes s ON s.id = asked.id
LEFT JOIN products p ON p.id = s.product_id
ORDER BY asked.position
