-- Where a batch stands. Written with the work it counts, in the same transaction.
UPDATE sync_batches
SET total = :total, done = :done, succeeded = :succeeded, failed = :failed, skipped = :skipped
WHERE id = :batch
