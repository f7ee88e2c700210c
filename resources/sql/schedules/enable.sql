-- A schedule is switched on or off. What it missed meanwhile is not caught up.
UPDATE schedules SET is_enabled = :enabled, next_run = :next, updated_by = :operator, updated_at = now() WHERE id = :id
