-- Settings that let committed data be lost in a power cut.
WITH found AS (
    SELECT name || ' = ' || setting AS line FROM pg_settings
    WHERE (name, setting) IN (('fsync', 'off'), ('full_page_writes', 'off'))
)
SELECT (SELECT count(*) FROM found) AS count,
       coalesce(array(SELECT line FROM found ORDER BY line LIMIT 10), '{}'::text[]) AS evidence
