-- One product in a batch, for people.
INSERT INTO sync_history (batch_id, product_id, shopify_product_id, change_id, action, status, title, message, request_id)
VALUES (:batch, :product, :shopify_product_id, :change, :action, :status, :title, :message, :request_id)
