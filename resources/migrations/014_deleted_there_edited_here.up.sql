-- A product that is gone from Shopify while somebody edited it here is a conflict of the worst kind, though it has no
-- fields of which one could be: the edits would go with it.
CREATE OR REPLACE FUNCTION open_conflict_severity(change bigint) RETURNS integer LANGUAGE sql STABLE AS $$
    SELECT coalesce(max(conflict_severity(f.field)) FILTER (WHERE f.decision = 'undecided'),
                    max(conflict_severity(f.field)),
                    (SELECT 2 FROM staged_product_changes c WHERE c.id = change AND c.change_type = 'delete' AND c.conflict_count > 0))
    FROM staged_field_changes f
    WHERE f.change_id = change AND f.is_conflict
$$;
