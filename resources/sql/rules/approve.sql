-- Approves what a rule allows, and says which. The ids are joined: a list to be searched for each row would take for ever
-- where no statistics speak of what was just staged.
UPDATE staged_product_changes s
SET status = 'approved', rule_name = :rule, decided_by = :decided_by, decided_at = now(), decision_reason = NULL,
    updated_at = now()
FROM unnest(:ids::bigint[]) AS allowed (id)
WHERE s.id = allowed.id AND s.status = 'pending'
