-- The base as it was.
INSERT INTO base_products
SELECT b.*
FROM restore_set r
CROSS JOIN LATERAL jsonb_populate_record(NULL::base_products, nullif(r.before -> 'base', 'null')) AS b
WHERE b.id IS NOT NULL
