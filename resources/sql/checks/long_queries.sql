-- Statements that have been running for more than five minutes.
WITH found AS (
    SELECT 'Session ' || pid || ' (' || coalesce(nullif(application_name, ''), 'unnamed') || '), '
           || date_trunc('second', clock_timestamp() - query_start) || ': ' || left(query, 80) AS line
    FROM pg_stat_activity
    WHERE state = 'active' AND backend_type = 'client backend' AND pid <> pg_backend_pid()
      AND query_start < clock_timestamp() - interval '5 minutes'
)
SELECT (SELECT count(*) FROM found) AS count,
       coalesce(array(SELECT line FROM found ORDER BY line LIMIT 10), '{}'::text[]) AS evidence
