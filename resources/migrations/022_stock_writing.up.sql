-- Stock at a location is written: a variant comes to a location or leaves it by calls of their own, and some locations
-- are counted by a fulfilment service that alone may write there.

ALTER TABLE sync_operations DROP CONSTRAINT sync_operations_kind_check;
ALTER TABLE sync_operations ADD CONSTRAINT sync_operations_kind_check CHECK (kind IN (
    'product_update', 'variants_update', 'inventory_set', 'product_create', 'product_delete', 'variants_create',
    'variants_delete', 'metafields_set', 'metafields_delete', 'option_rename', 'variants_reorder',
    'inventory_activate', 'inventory_deactivate'));

ALTER TABLE locations ADD COLUMN managed_by text NOT NULL DEFAULT '';
