DROP FUNCTION moved_from(bigint);

-- The journal loses nothing: what it already has of the newer kinds may stay.
ALTER TABLE sync_operations DROP CONSTRAINT sync_operations_kind_check;
ALTER TABLE sync_operations ADD CONSTRAINT sync_operations_kind_check CHECK (kind IN (
    'product_update', 'variants_update', 'inventory_set', 'product_create', 'product_delete', 'variants_create',
    'variants_delete', 'metafields_set', 'metafields_delete', 'option_rename', 'variants_reorder',
    'inventory_activate', 'inventory_deactivate', 'channels_join', 'channels_leave', 'media_add', 'media_update',
    'media_order')) NOT VALID;
DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM sync_operations WHERE kind IN ('options_create', 'options_delete', 'options_reorder')) THEN
        ALTER TABLE sync_operations VALIDATE CONSTRAINT sync_operations_kind_check;
    END IF;
END $$;
