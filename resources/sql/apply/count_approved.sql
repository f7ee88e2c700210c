-- How many changes there are to apply.
SELECT count(*) FROM staged_product_changes
WHERE direction = 'pull' AND status = 'approved' AND (:all::boolean OR id = ANY (:changes::bigint[]))
