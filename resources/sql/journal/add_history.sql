-- One product in a batch, for people.
INSERT INTO sync_history (batch_id, product_id, shopify_product_id, change_id, action, status, title, message, request_id,
    rule_name)
VALUES (:batch, :product, :shopify_product_id, :change, :action, :status, :title, :message, :request_id,
    (SELECT c.rule_name FROM staged_product_changes c WHERE c.id = :change))
