-- After fields were decided: how many conflicts are still open, and a change none of whose fields is wanted is
-- rejected as a whole. What a person has begun stays begun, whatever is taken back.
UPDATE staged_product_changes s
SET conflict_count = field.open_conflicts,
    is_begun = s.is_begun OR field.is_begun,
    status = CASE WHEN field.rejected = field.total THEN 'rejected' ELSE s.status END,
    decided_by = CASE WHEN field.rejected = field.total THEN :operator::text END,
    decided_host = CASE WHEN field.rejected = field.total THEN :host::text END,
    decided_at = CASE WHEN field.rejected = field.total THEN now() END,
    decision_reason = CASE WHEN field.rejected = field.total THEN nullif(:reason::text, '') END,
    updated_at = now()
FROM (SELECT f.change_id, count(*) AS total,
             count(*) FILTER (WHERE f.is_conflict AND f.decision = 'undecided') AS open_conflicts,
             count(*) FILTER (WHERE f.decision = 'reject') AS rejected, bool_or(f.decided_by IS NOT NULL) AS is_begun
      FROM staged_field_changes f
      WHERE f.change_id = ANY(:changes::bigint[])
      GROUP BY f.change_id) AS field
WHERE s.id = field.change_id AND s.status = 'pending'
