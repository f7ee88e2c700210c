-- Open changes older than a week.
WITH found AS (
    SELECT title || ', ' || direction || ', since ' || to_char(created_at, 'YYYY-MM-DD') AS line
    FROM staged_product_changes
    WHERE status IN ('pending', 'approved') AND created_at < now() - interval '7 days'
)
SELECT (SELECT count(*) FROM found) AS count,
       coalesce(array(SELECT line FROM found ORDER BY line LIMIT 10), '{}'::text[]) AS evidence
