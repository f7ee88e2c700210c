-- A batch that turned out to have nothing to do leaves no trace.
DELETE FROM sync_batches WHERE id = :batch
