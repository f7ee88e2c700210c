-- What the latest run came to, so that a failure that repeats itself is told once.
SELECT last_outcome, coalesce(last_message, '') FROM schedules WHERE id = :id
