ALTER TABLE sync_batches DROP COLUMN left_open;
