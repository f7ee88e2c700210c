-- Which versions of products were made between two times by batches that write the catalogue without a call.
SELECT s.id, s.batch_id, s.product_id, s.created_at
FROM sync_versions s
JOIN sync_batches b ON b.id = s.batch_id
WHERE b.kind IN ('apply', 'rollback', 'replay') AND s.created_at BETWEEN :from::timestamptz AND :to::timestamptz
ORDER BY s.created_at, s.id
