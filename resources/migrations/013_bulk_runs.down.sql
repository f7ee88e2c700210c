ALTER TABLE sync_operations DROP COLUMN bulk_run;
