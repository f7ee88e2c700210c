-- Writes to Shopify whose outcome nobody has read back yet, with what the last look at them came to.
WITH found AS (
    SELECT o.kind || ' of batch ' || o.batch_id || ' at ' || to_char(o.sent_at, 'YYYY-MM-DD HH24:MI') || ' UTC'
           || coalesce(': ' || left(nullif(o.error, ''), 300), '') AS line
    FROM sync_operations o
    WHERE o.state = 'unknown' OR (o.state = 'sent' AND o.sent_at < now() - interval '5 minutes')
)
SELECT (SELECT count(*) FROM found) AS count,
       coalesce(array(SELECT line FROM found ORDER BY line LIMIT 10), '{}'::text[]) AS evidence
