-- Approves or rejects what is still pending. The first decision stands; a change with an open conflict is not approved.
UPDATE staged_product_changes s
SET status = :status::text, decided_by = :operator, decided_host = :host, decided_at = now(),
    decision_reason = nullif(:reason::text, ''), rule_name = NULL, updated_at = now(),
    -- That of a deletion has no field that is decided: approving it decides the conflict.
    conflict_count = CASE WHEN :status::text = 'approved' AND s.change_type = 'delete' THEN 0 ELSE s.conflict_count END
WHERE s.id = ANY(:ids::bigint[]) AND s.status = 'pending'
  AND (:status::text <> 'approved' OR s.conflict_count = 0
       OR NOT EXISTS (SELECT FROM staged_field_changes f
                      WHERE f.change_id = s.id AND f.is_conflict AND f.decision = 'undecided'))
RETURNING s.id
