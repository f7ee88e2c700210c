-- How many connections are used, when more than four fifths of those allowed are.
WITH used AS (
    SELECT count(*) AS number, current_setting('max_connections')::int AS allowed
    FROM pg_stat_activity WHERE backend_type = 'client backend'
)
SELECT CASE WHEN number > allowed * 0.8 THEN number ELSE 0 END AS count,
       ARRAY[number || ' of ' || allowed || ' connections are used'] AS evidence
FROM used
