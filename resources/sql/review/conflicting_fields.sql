-- The fields of changes that both sides changed.
SELECT f.id FROM staged_field_changes f WHERE f.change_id = ANY(:ids::bigint[]) AND f.is_conflict ORDER BY f.id
