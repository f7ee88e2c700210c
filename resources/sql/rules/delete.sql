-- Deletes a rule, unless somebody changed it since it was read.
DELETE FROM sync_approval_rules WHERE id = :id AND revision = :revision RETURNING id
