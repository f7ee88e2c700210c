-- The changes a decision did not touch, and what stands in the way. The last but one column is how many there are in all.
SELECT s.title, s.status, s.decided_by, s.decided_at, s.rule_name, count(*) OVER (), s.decided_host
FROM staged_product_changes s
WHERE s.id = ANY(:ids::bigint[]) AND NOT EXISTS (SELECT FROM unnest(:decided::bigint[]) AS d (id) WHERE d.id = s.id)
ORDER BY s.id
LIMIT :limit
