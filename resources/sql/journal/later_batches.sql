-- Later batches that wrote what this one wrote.
SELECT DISTINCT l.batch_id
FROM (SELECT batch_id, product_id FROM sync_versions UNION SELECT batch_id, product_id FROM sync_operations WHERE state = 'confirmed') AS l
JOIN (SELECT product_id FROM sync_versions WHERE batch_id = :batch
      UNION SELECT product_id FROM sync_operations WHERE batch_id = :batch AND state = 'confirmed') AS t USING (product_id)
WHERE l.batch_id > :batch
ORDER BY l.batch_id DESC
