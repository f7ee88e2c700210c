-- Finds what was deleted and came back, whose newer ids a rollback or replay of older runs needs, without looking through
-- the whole journal.
CREATE INDEX sync_operations_recreated ON sync_operations (undoes)
    WHERE kind IN ('product_create', 'variants_create') AND undoes IS NOT NULL;
CREATE INDEX sync_operations_deleted ON sync_operations (shopify_product_id)
    WHERE kind IN ('product_delete', 'variants_delete');
