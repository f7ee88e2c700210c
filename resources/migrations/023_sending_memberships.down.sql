-- The journal loses nothing: what it already has of the newer kinds may stay.
ALTER TABLE sync_operations DROP CONSTRAINT sync_operations_kind_check;
ALTER TABLE sync_operations ADD CONSTRAINT sync_operations_kind_check CHECK (kind IN (
    'product_update', 'variants_update', 'inventory_set', 'product_create', 'product_delete', 'variants_create',
    'variants_delete', 'metafields_set', 'metafields_delete', 'option_rename', 'variants_reorder',
    'inventory_activate', 'inventory_deactivate')) NOT VALID;
DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM sync_operations WHERE kind IN ('channels_join', 'channels_leave')) THEN
        ALTER TABLE sync_operations VALIDATE CONSTRAINT sync_operations_kind_check;
    END IF;
END $$;

CREATE OR REPLACE VIEW facet_edits AS
SELECT f.product_id, p.shopify_product_id, coalesce(v.shopify_variant_id, 0) AS shopify_variant_id, f.variant_id, f.field,
       b.value AS base_value, f.value AS local_value
FROM product_facets f
JOIN products p ON p.id = f.product_id AND p.shopify_product_id IS NOT NULL
LEFT JOIN product_variants v ON v.id = f.variant_id
LEFT JOIN base_facets b ON b.product_id = p.shopify_product_id AND b.variant_id = coalesce(v.shopify_variant_id, 0)
    AND b.field = f.field
WHERE (f.variant_id IS NULL OR v.shopify_variant_id IS NOT NULL) AND b.value IS DISTINCT FROM f.value
UNION ALL
SELECT p.id, b.product_id, b.variant_id, v.id, b.field, b.value, NULL
FROM base_facets b
JOIN products p ON p.shopify_product_id = b.product_id
LEFT JOIN product_variants v ON v.shopify_variant_id = b.variant_id
WHERE (b.variant_id = 0 OR v.product_id = p.id)
  AND NOT EXISTS (SELECT FROM product_facets f
                  WHERE f.product_id = p.id AND coalesce(f.variant_id, 0) = coalesce(v.id, 0) AND f.field = b.field);
