-- The fields of the changes just staged.
INSERT INTO staged_field_changes
    (change_id, shopify_variant_id, variant_id, field, base_value, local_value, remote_value, merged_value, is_conflict,
     decision)
SELECT c.id, f.shopify_variant_id, f.variant_id, f.field, f.base_value, f.local_value, f.remote_value, f.merged_value,
    f.is_conflict, f.decision
FROM staged_product_changes c
JOIN compare_fields f ON f.shopify_product_id = c.shopify_product_id
WHERE c.batch_id = :batch AND c.direction = 'pull' AND c.change_type = 'update' AND c.status = 'pending'
