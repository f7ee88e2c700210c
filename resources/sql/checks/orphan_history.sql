-- History that speaks of products that are gone for good: one deleted here can come back, with its history.
WITH found AS (
    SELECT h.title || ' (' || h.product_id || '), ' || h.action AS line
    FROM sync_history h LEFT JOIN products p ON p.id = h.product_id
    WHERE h.product_id IS NOT NULL AND p.id IS NULL
      AND NOT EXISTS (SELECT FROM deleted_products d WHERE d.product_id = h.product_id)
)
SELECT (SELECT count(*) FROM found) AS count,
       coalesce(array(SELECT line FROM found ORDER BY line LIMIT 10), '{}'::text[]) AS evidence
