-- The fields of the changes just staged.
INSERT INTO staged_field_changes
    (change_id, shopify_variant_id, variant_id, field, base_value, local_value, remote_value, merged_value)
SELECT c.id, f.shopify_variant_id, f.variant_id, f.field, f.base_value, f.local_value, f.remote_value,
    f.merged_value
FROM staged_product_changes c
JOIN push_fields f ON f.product_id = c.product_id
WHERE c.batch_id = :batch AND c.direction = 'push' AND c.change_type = 'update' AND c.status = 'pending'
