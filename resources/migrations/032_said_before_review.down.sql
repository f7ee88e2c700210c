DROP FUNCTION channel_trouble(text, boolean);
ALTER TABLE mirror_state DROP COLUMN channels_read_only;

-- Should the same query run again after this, it must read every line anew.
UPDATE mirror_state SET query_fingerprint = 'before linked options';
ALTER TABLE pulled_products DROP COLUMN linked_options;
ALTER TABLE shopify_products DROP COLUMN linked_options;
