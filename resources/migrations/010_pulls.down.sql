DROP TABLE IF EXISTS filling_products, filling_variants;
DROP TABLE pulled_seen, unfinished_pull;
ALTER TABLE mirror_state DROP COLUMN unread;
