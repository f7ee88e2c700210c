-- The values the chunk's updates write. decision keep_ours writes nothing but moves the base.
CREATE TEMP TABLE apply_values ON COMMIT DROP AS
SELECT a.product_id, a.shopify_product_id, f.change_id, f.shopify_variant_id, f.variant_id, f.field, f.decision,
    CASE WHEN f.decision = 'edited' THEN f.edited_value ELSE f.remote_value END AS value,
    f.remote_value IS NULL AND f.field = '' AS is_removal,
    f.local_value IS NULL AND f.field = '' AS is_addition
FROM apply_chunk a
JOIN staged_field_changes f ON f.change_id = a.change_id
WHERE a.change_type = 'update' AND NOT a.is_stale AND f.decision <> 'reject'
