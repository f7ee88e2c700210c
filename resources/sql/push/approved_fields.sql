-- The fields of approved changes as the reviewer saw them.
SELECT f.change_id, f.id, nullif(f.shopify_variant_id, 0), f.variant_id, f.field, f.base_value, f.local_value, f.remote_value,
       f.edited_value, f.decision, f.merged_value
FROM staged_field_changes f
WHERE f.change_id = any(:changes::bigint[])
ORDER BY f.change_id, f.id
