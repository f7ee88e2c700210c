-- A new rule, at the end of the list.
INSERT INTO sync_approval_rules
    (name, is_active, auto_approve, direction, entity, change_types, conditions, updated_by, priority)
SELECT :name, :is_active, :approves, :direction, :entity, :change_types::text[], :conditions::jsonb, :operator,
       coalesce(max(r.priority), 0) + 1
FROM sync_approval_rules r
RETURNING id
