ALTER TABLE staged_field_changes
    DROP COLUMN decided_at,
    DROP COLUMN decided_by;
