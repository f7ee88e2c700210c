-- The schedule that is due the longest and that no desk runs, held so that no other desk takes it.
SELECT id, name, action, to_char(at_time, 'HH24:MI'), every_minutes, days, time_zone, starts_at, is_enabled, next_run
FROM schedules
WHERE is_enabled AND next_run <= :now AND (claimed_until IS NULL OR claimed_until <= clock_timestamp())
ORDER BY next_run, id
LIMIT 1
FOR UPDATE SKIP LOCKED
