-- Changes a rule, unless somebody else did since it was read.
UPDATE sync_approval_rules
SET name = :name, is_active = :is_active, auto_approve = :approves, direction = :direction, entity = :entity,
    change_types = :change_types::text[], conditions = :conditions::jsonb, updated_by = :operator, updated_at = now(),
    revision = revision + 1
WHERE id = :id AND revision = :revision
RETURNING id
