-- One schedule, held until the transaction ends.
SELECT id, name, action, to_char(at_time, 'HH24:MI'), every_minutes, days, time_zone, starts_at, is_enabled, next_run
FROM schedules WHERE id = :id FOR UPDATE
