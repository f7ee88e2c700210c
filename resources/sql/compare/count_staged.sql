-- What a batch staged and is still open.
SELECT count(*), count(*) FILTER (WHERE conflict_count > 0)
FROM staged_product_changes WHERE batch_id = :batch AND status = 'pending'
