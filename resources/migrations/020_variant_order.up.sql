-- The order of a product's variants is sent by a call of its own.
ALTER TABLE sync_operations DROP CONSTRAINT sync_operations_kind_check;
ALTER TABLE sync_operations ADD CONSTRAINT sync_operations_kind_check CHECK (kind IN (
    'product_update', 'variants_update', 'inventory_set', 'product_create', 'product_delete', 'variants_create',
    'variants_delete', 'metafields_set', 'metafields_delete', 'option_rename', 'variants_reorder'));
