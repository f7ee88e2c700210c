-- Which versions of these products were made after a time by batches that write the catalogue without a call.
SELECT s.id, s.batch_id, s.product_id, s.created_at
FROM sync_versions s
JOIN sync_batches b ON b.id = s.batch_id
WHERE b.kind IN ('apply', 'rollback', 'replay') AND s.created_at > :to::timestamptz
  AND s.product_id IN (SELECT unnest(:products::bigint[]))
ORDER BY s.created_at, s.id
