-- The values the chunk's updates write: of a list that both sides changed, their merge. decision keep_ours writes nothing
-- but moves the base.
CREATE TEMP TABLE apply_values ON COMMIT DROP AS
SELECT a.product_id, a.shopify_product_id, f.change_id, f.shopify_variant_id, f.variant_id, f.field, f.decision,
    CASE WHEN f.decision = 'edited' THEN f.edited_value ELSE coalesce(f.merged_value, f.remote_value) END AS value,
    f.remote_value IS NULL AND f.field = '' AS is_removal,
    f.local_value IS NULL AND f.field = '' AS is_addition,
    f.local_value IS NOT NULL AND f.remote_value IS NOT NULL AND f.field = '' AS is_twin,
    f.merged_value IS NOT NULL AS is_merged
FROM apply_chunk a
JOIN staged_field_changes f ON f.change_id = a.change_id
WHERE a.change_type = 'update' AND NOT a.is_stale AND f.decision <> 'reject'
