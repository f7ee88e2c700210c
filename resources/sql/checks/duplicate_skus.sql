-- SKUs that more than one variant has.
WITH found AS (
    SELECT sku || ': ' || count(*) || ' variants' AS line
    FROM product_variants WHERE sku <> '' GROUP BY sku HAVING count(*) > 1
)
SELECT (SELECT count(*) FROM found) AS count,
       coalesce(array(SELECT line FROM found ORDER BY line LIMIT 10), '{}'::text[]) AS evidence
