-- The shop's active locations as it told them; the others keep their name.
WITH told AS (
    SELECT t.id, t.name FROM jsonb_to_recordset(:locations::jsonb) AS t (id bigint, name text)
), gone AS (
    UPDATE locations l SET active = false WHERE l.active AND NOT EXISTS (SELECT FROM told t WHERE t.id = l.id)
)
INSERT INTO locations AS l (id, name, active)
SELECT t.id, t.name, true FROM told t
ON CONFLICT (id) DO UPDATE SET (name, active) = (excluded.name, true)
WHERE NOT l.active OR l.name <> excluded.name
