-- What came of each change.
INSERT INTO sync_history (batch_id, product_id, shopify_product_id, change_id, action, status, title, rule_name)
SELECT :batch::bigint, a.product_id, a.shopify_product_id, a.change_id, 'apply ' || a.change_type, 'success', a.title, c.rule_name
FROM apply_chunk a LEFT JOIN staged_product_changes c ON c.id = a.change_id
ORDER BY a.change_id
