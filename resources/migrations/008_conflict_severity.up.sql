-- How much harm a wrong answer to a conflict in a field does: 2 is high, 1 medium, 0 low. What a customer pays, what an
-- order is filled by and whether a product or variant can be bought at all is high; what is sold, at what cost, how much
-- of it and where it is found is medium; what only describes it is low. An empty field is a whole variant.
CREATE FUNCTION conflict_severity(field text) RETURNS integer LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE
        WHEN field IN ('price', 'sku', 'status', '') THEN 2
        WHEN field IN ('compare_at_price', 'cost', 'inventory_quantity', 'inventory_policy', 'tracked', 'taxable', 'barcode',
                       'title', 'handle', 'option_names', 'option1', 'option2', 'option3') THEN 1
        ELSE 0 END
$$;

-- The worst conflict of a staged change that waits for a decision; else the worst that was decided by rule.
CREATE FUNCTION open_conflict_severity(change bigint) RETURNS integer LANGUAGE sql STABLE AS $$
    SELECT coalesce(max(conflict_severity(f.field)) FILTER (WHERE f.decision = 'undecided'),
                    max(conflict_severity(f.field)))
    FROM staged_field_changes f
    WHERE f.change_id = change AND f.is_conflict
$$;
