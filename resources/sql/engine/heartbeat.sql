-- A sign of life, and what every desk must know at once: the maintenance switch (off once its time has passed), the
-- shop's safe level, if one was ever stored, and the shop the catalogue belongs to, if it belongs to one.
SELECT m.active AND (m.until IS NULL OR m.until > clock_timestamp()), m.reason, m.changed_by, m.until,
       (SELECT s.value #>> '{}' FROM settings s WHERE s.key = 'safe_level'), c.domain, coalesce(c.number, 0)
FROM maintenance m LEFT JOIN catalogue_shop c ON true
