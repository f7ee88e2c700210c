-- The fields a decision did not touch, and what stands in the way. The last but one column is how many there are in all.
SELECT s.title, s.status, CASE WHEN s.status = 'pending' THEN f.decided_by ELSE s.decided_by END,
       CASE WHEN s.status = 'pending' THEN f.decided_at ELSE s.decided_at END, s.rule_name, f.field, f.is_conflict,
       f.decision, count(*) OVER (), CASE WHEN s.status = 'pending' THEN f.decided_host ELSE s.decided_host END
FROM staged_field_changes f
JOIN staged_product_changes s ON s.id = f.change_id
WHERE f.id = ANY(:fields::bigint[]) AND NOT EXISTS (SELECT FROM unnest(:decided::bigint[]) AS d (id) WHERE d.id = f.id)
ORDER BY f.id
LIMIT :limit
