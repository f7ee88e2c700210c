-- Whether anything is approved to be sent.
SELECT EXISTS (SELECT FROM staged_product_changes WHERE direction = 'push' AND status = 'approved')
