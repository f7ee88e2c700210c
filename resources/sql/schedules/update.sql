-- A schedule as somebody changed it; a run going on ends as it would have.
UPDATE schedules
SET name = :name, action = :action, at_time = :at::text::time, every_minutes = :every, days = :days, time_zone = :zone,
    starts_at = :starts, is_enabled = :enabled, next_run = :next, updated_by = :operator, updated_at = now()
WHERE id = :id
RETURNING id
