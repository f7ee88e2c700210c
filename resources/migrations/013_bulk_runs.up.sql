-- Which bulk run a write went out with: while that runs in Shopify, nobody can tell what will become of the write. NULL
-- for one with a call of its own.
ALTER TABLE sync_operations ADD COLUMN bulk_run uuid;
