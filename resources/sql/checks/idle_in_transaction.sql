-- Sessions that have kept a transaction open for more than a minute without doing anything.
WITH found AS (
    SELECT 'Session ' || pid || ' (' || coalesce(nullif(application_name, ''), 'unnamed') || '), idle for '
           || date_trunc('second', clock_timestamp() - state_change) AS line
    FROM pg_stat_activity
    WHERE state LIKE 'idle in transaction%' AND state_change < clock_timestamp() - interval '1 minute'
)
SELECT (SELECT count(*) FROM found) AS count,
       coalesce(array(SELECT line FROM found ORDER BY line LIMIT 10), '{}'::text[]) AS evidence
