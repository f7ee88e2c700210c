-- Puts the default rules back: those that are gone come at the end, those that were changed are as they were made.
INSERT INTO sync_approval_rules AS r
    (default_key, priority, name, change_types, conditions, auto_approve, updated_by)
SELECT d.default_key, l.last + d.place, d.name, d.change_types, d.conditions, d.auto_approve, :operator
FROM default_approval_rules() AS d, (SELECT coalesce(max(s.priority), 0) AS last FROM sync_approval_rules s) AS l
ON CONFLICT (default_key) DO UPDATE
SET name = excluded.name, is_active = true, auto_approve = excluded.auto_approve, direction = NULL, entity = 'any',
    change_types = excluded.change_types, conditions = excluded.conditions, updated_by = excluded.updated_by,
    updated_at = now(), revision = r.revision + 1
WHERE (r.name, r.is_active, r.auto_approve, r.entity, r.change_types, r.conditions)
      IS DISTINCT FROM (excluded.name, true, excluded.auto_approve, 'any', excluded.change_types, excluded.conditions)
   OR r.direction IS NOT NULL
RETURNING id
