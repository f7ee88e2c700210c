-- Every schedule with how it stands. One whose desk died counts as running until its claim has run out.
SELECT id, name, action, to_char(at_time, 'HH24:MI'), every_minutes, days, time_zone, starts_at, is_enabled, next_run,
       CASE WHEN claimed_until > clock_timestamp() THEN claimed_by END,
       last_outcome, last_message, last_batch_id, last_ended_at
FROM schedules
ORDER BY lower(name), id
