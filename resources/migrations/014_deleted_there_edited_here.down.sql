CREATE OR REPLACE FUNCTION open_conflict_severity(change bigint) RETURNS integer LANGUAGE sql STABLE AS $$
    SELECT coalesce(max(conflict_severity(f.field)) FILTER (WHERE f.decision = 'undecided'),
                    max(conflict_severity(f.field)))
    FROM staged_field_changes f
    WHERE f.change_id = change AND f.is_conflict
$$;
UPDATE staged_product_changes SET conflict_count = 0 WHERE change_type = 'delete';
