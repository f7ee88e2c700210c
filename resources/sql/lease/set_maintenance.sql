-- Turns maintenance mode on or off for all desks, and tells them.
UPDATE maintenance SET active = :active, reason = :reason, until = :until::timestamptz, changed_by = :changed_by, changed_at = now()
RETURNING pg_notify('syncdesk_maintenance', active::text)
