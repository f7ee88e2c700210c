-- Whether maintenance mode is on.
WITH found AS (
    SELECT 'by ' || changed_by || ' since ' || to_char(changed_at, 'YYYY-MM-DD HH24:MI') || ' UTC: ' || reason AS line
    FROM maintenance WHERE active AND (until IS NULL OR until > now())
)
SELECT (SELECT count(*) FROM found) AS count,
       coalesce(array(SELECT line FROM found ORDER BY line LIMIT 10), '{}'::text[]) AS evidence
