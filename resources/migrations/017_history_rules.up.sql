-- Which rule approved what a line of the history tells of; kept with it, as the change may be decided anew.
ALTER TABLE sync_history ADD COLUMN rule_name text;
UPDATE sync_history h SET rule_name = c.rule_name
FROM staged_product_changes c
WHERE c.id = h.change_id AND c.rule_name IS NOT NULL;
