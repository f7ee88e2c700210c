-- Sessions others wait for while they wait for nobody themselves, in words.
WITH found AS (
    SELECT 'Session ' || root.pid || ' (' || coalesce(nullif(root.application_name, ''), 'unnamed') || ', ' || root.usename
           || ', ' || root.state || ' for ' || date_trunc('second', clock_timestamp() - coalesce(root.state_change, root.query_start))
           || ') holds back ' || count(*) || ': ' || left(root.query, 80) AS line
    FROM pg_stat_activity waiting
    CROSS JOIN LATERAL unnest(pg_blocking_pids(waiting.pid)) AS blocker(pid)
    JOIN pg_stat_activity root ON root.pid = blocker.pid
    WHERE cardinality(pg_blocking_pids(root.pid)) = 0
    GROUP BY root.pid, root.application_name, root.usename, root.state, root.state_change, root.query_start, root.query
)
SELECT (SELECT count(*) FROM found) AS count,
       coalesce(array(SELECT line FROM found ORDER BY line LIMIT 10), '{}'::text[]) AS evidence
