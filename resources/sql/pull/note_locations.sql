-- The shop's active locations as it told them; the others keep their name.
WITH told AS (
    SELECT t.id, t.name, coalesce(t.managed_by, '') AS managed_by
    FROM jsonb_to_recordset(:locations::jsonb) AS t (id bigint, name text, managed_by text)
), gone AS (
    UPDATE locations l SET active = false WHERE l.active AND NOT EXISTS (SELECT FROM told t WHERE t.id = l.id)
)
INSERT INTO locations AS l (id, name, active, managed_by)
SELECT t.id, t.name, true, t.managed_by FROM told t
ON CONFLICT (id) DO UPDATE SET (name, active, managed_by) = (excluded.name, true, excluded.managed_by)
WHERE NOT l.active OR l.name <> excluded.name OR l.managed_by <> excluded.managed_by
