-- Batches that should be running although no desk holds the shop.
WITH found AS (
    SELECT b.kind || ' ' || b.id || ', started by ' || b.started_by || ' at ' || to_char(b.created_at, 'YYYY-MM-DD HH24:MI') || ' UTC' AS line
    FROM sync_batches b
    WHERE b.status IN ('queued', 'running', 'paused') AND b.created_at < now() - interval '1 minute'
      AND NOT EXISTS (SELECT FROM writer_lease l WHERE l.until > clock_timestamp())
)
SELECT (SELECT count(*) FROM found) AS count,
       coalesce(array(SELECT line FROM found ORDER BY line LIMIT 10), '{}'::text[]) AS evidence
