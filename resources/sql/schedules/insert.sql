-- A new schedule.
INSERT INTO schedules (name, action, at_time, every_minutes, days, time_zone, starts_at, is_enabled, next_run,
                       created_by, updated_by)
VALUES (:name, :action, :at::text::time, :every, :days, :zone, :starts, :enabled, :next, :operator, :operator)
RETURNING id
