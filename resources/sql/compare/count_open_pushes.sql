-- How many changes are waiting to be sent.
SELECT count(*) FROM staged_product_changes WHERE direction = 'push' AND status IN ('pending', 'approved')
