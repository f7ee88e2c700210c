-- A change that cannot be applied is in the history.
INSERT INTO sync_history (batch_id, product_id, shopify_product_id, change_id, action, status, title, message, rule_name)
SELECT :batch::bigint, a.product_id, a.shopify_product_id, a.change_id, 'apply ' || a.change_type, 'error', a.title, c.failure, c.rule_name
FROM apply_chunk a JOIN staged_product_changes c ON c.id = a.change_id
WHERE a.failure IS NOT NULL
