-- Products in a batch, for people.
INSERT INTO sync_history (batch_id, product_id, shopify_product_id, change_id, action, status, title, message, request_id,
    rule_name)
SELECT r.batch, r.product, r.shopify_product_id, r.change, r.action, r.status, r.title, r.message, r.request_id, c.rule_name
FROM jsonb_to_recordset(:rows::jsonb) AS r (batch bigint, product bigint, shopify_product_id bigint, change bigint,
    action text, status text, title text, message text, request_id text)
LEFT JOIN staged_product_changes c ON c.id = r.change
