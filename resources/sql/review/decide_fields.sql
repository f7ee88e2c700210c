-- Decides single fields of pending changes. A conflict is resolved by naming a side or a value of one's own, never by
-- plain acceptance, and only conflicts have sides; a whole variant has no value to edit. What somebody else decided
-- stands until it is reopened; at another computer the same name is somebody else.
UPDATE staged_field_changes f
SET decision = :decision::text, edited_value = CASE WHEN :decision::text = 'edited' THEN :value::text END,
    decided_by = CASE WHEN :decision::text <> 'undecided' THEN :operator::text END,
    decided_host = CASE WHEN :decision::text <> 'undecided' THEN :host::text END,
    decided_at = CASE WHEN :decision::text <> 'undecided' THEN now() END
FROM staged_product_changes s
WHERE f.id = ANY(:fields::bigint[]) AND s.id = f.change_id AND s.status = 'pending'
  AND CASE :decision::text
          WHEN 'accept' THEN NOT f.is_conflict
          WHEN 'keep_ours' THEN f.is_conflict
          WHEN 'take_theirs' THEN f.is_conflict
          WHEN 'edited' THEN f.field <> ''
          ELSE true
      END
  AND (f.decision = 'undecided' OR f.decided_by IS NULL
       OR f.decided_by = :operator::text AND coalesce(f.decided_host, :host::text) = :host::text
       OR :decision::text = 'undecided' AND NOT :only_own::boolean)
RETURNING f.id, f.change_id
