-- Batches that still hold changes or have operations never sent.
SELECT applied_batch_id FROM staged_product_changes
WHERE status = 'applying' AND direction = 'push' AND applied_batch_id IS NOT NULL AND applied_batch_id IS DISTINCT FROM :except::bigint
UNION
SELECT batch_id FROM sync_operations WHERE state = 'planned' AND batch_id IS DISTINCT FROM :except::bigint
