ALTER TABLE sync_history DROP COLUMN rule_name;
