-- Options of products are added, removed and put into another order.
ALTER TABLE sync_operations DROP CONSTRAINT sync_operations_kind_check;
ALTER TABLE sync_operations ADD CONSTRAINT sync_operations_kind_check CHECK (kind IN (
    'product_update', 'variants_update', 'inventory_set', 'product_create', 'product_delete', 'variants_create',
    'variants_delete', 'metafields_set', 'metafields_delete', 'option_rename', 'variants_reorder',
    'inventory_activate', 'inventory_deactivate', 'channels_join', 'channels_leave', 'media_add', 'media_update',
    'media_order', 'options_create', 'options_delete', 'options_reorder'));
