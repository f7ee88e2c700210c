ALTER TABLE mirror_state DROP COLUMN channels_hidden;
