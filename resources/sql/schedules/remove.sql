-- A schedule that nobody wants any more; what it ran stays in history.
DELETE FROM schedules WHERE id = :id RETURNING name
