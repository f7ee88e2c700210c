-- How many products a batch set out to write.
UPDATE sync_batches SET total = :total WHERE id = :batch
