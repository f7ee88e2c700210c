ALTER TABLE staged_field_changes DROP COLUMN decided_host;
ALTER TABLE staged_product_changes DROP COLUMN decided_host;
ALTER TABLE sync_batches DROP COLUMN left_open;
