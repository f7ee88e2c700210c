-- A sign of life, and what every desk must know at once: the maintenance switch (off once its time has passed) and the
-- shop's safe level, if one was ever stored.
SELECT m.active AND (m.until IS NULL OR m.until > clock_timestamp()), m.reason, m.changed_by, m.until,
       (SELECT s.value #>> '{}' FROM settings s WHERE s.key = 'safe_level')
FROM maintenance m
