-- The rules in their order.
SELECT id, name, is_active, auto_approve, direction, entity, change_types, conditions, default_key IS NOT NULL, revision,
       updated_at, updated_by
FROM sync_approval_rules
ORDER BY priority, id
