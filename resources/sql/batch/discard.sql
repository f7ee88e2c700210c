-- A batch that turned out to have nothing to do leaves no trace.
DELETE FROM sync_batches b
WHERE b.id = :batch AND NOT EXISTS (SELECT FROM staged_product_changes c WHERE c.batch_id = b.id)
