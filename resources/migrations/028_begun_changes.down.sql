DROP INDEX staged_product_changes_begun;
ALTER TABLE staged_product_changes DROP COLUMN is_begun;
