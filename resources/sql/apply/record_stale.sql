-- A stale change is not applied; its product was compared anew.
INSERT INTO sync_history (batch_id, product_id, shopify_product_id, change_id, action, status, title, message, rule_name)
SELECT :batch::bigint, a.product_id, a.shopify_product_id, a.change_id, 'apply ' || a.change_type, 'skipped', a.title, :message, c.rule_name
FROM apply_chunk a LEFT JOIN staged_product_changes c ON c.id = a.change_id
WHERE a.is_stale
