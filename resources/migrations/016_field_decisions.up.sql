-- Who decided on a single field, and when: the first decision on a field stands as that on a whole change does, and the
-- second reviewer is told of it.
ALTER TABLE staged_field_changes
    ADD COLUMN decided_by text,
    ADD COLUMN decided_at timestamptz;
