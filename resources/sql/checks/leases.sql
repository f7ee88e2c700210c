-- Who holds a shop at the moment.
WITH found AS (
    SELECT shop_domain || ': ' || operator || ' on ' || desk || ' until ' || to_char(until, 'HH24:MI:SS') || ' UTC' AS line
    FROM writer_lease WHERE until > clock_timestamp()
)
SELECT (SELECT count(*) FROM found) AS count,
       coalesce(array(SELECT line FROM found ORDER BY line LIMIT 10), '{}'::text[]) AS evidence
