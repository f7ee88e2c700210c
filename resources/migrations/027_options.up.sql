-- Options of products are added, removed and put into another order.
ALTER TABLE sync_operations DROP CONSTRAINT sync_operations_kind_check;
ALTER TABLE sync_operations ADD CONSTRAINT sync_operations_kind_check CHECK (kind IN (
    'product_update', 'variants_update', 'inventory_set', 'product_create', 'product_delete', 'variants_create',
    'variants_delete', 'metafields_set', 'metafields_delete', 'option_rename', 'variants_reorder',
    'inventory_activate', 'inventory_deactivate', 'channels_join', 'channels_leave', 'media_add', 'media_update',
    'media_order', 'options_create', 'options_delete', 'options_reorder'));

-- What a change's call on options found, when Shopify moved the variants by it and no call has put all of them back.
CREATE FUNCTION moved_from(change bigint) RETURNS jsonb LANGUAGE sql STABLE AS $$
    SELECT o.before
    FROM sync_operations o
    WHERE o.change_id = change AND o.state = 'confirmed' AND o.kind IN ('options_create', 'options_reorder')
      AND jsonb_path_exists(o.before, '$.variants.*.position')
      AND (SELECT r.kind <> 'variants_reorder' OR r.state <> 'confirmed'
           FROM sync_operations r
           WHERE r.change_id = change AND (r.kind = 'variants_reorder' OR r.id = o.id)
           ORDER BY r.batch_id DESC, r.sequence DESC LIMIT 1)
    ORDER BY o.batch_id, o.sequence LIMIT 1
$$;
