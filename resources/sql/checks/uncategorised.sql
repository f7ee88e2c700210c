-- Products without a category.
WITH found AS (
    SELECT name || ' (' || id || ')' AS line FROM products WHERE category_id IS NULL
)
SELECT (SELECT count(*) FROM found) AS count,
       coalesce(array(SELECT line FROM found ORDER BY line LIMIT 10), '{}'::text[]) AS evidence
