-- A list whose merge the catalogue has taken meanwhile is still to be sent, and is now an edit of the catalogue alone. What
-- is kept is found first: it is little, which the planner cannot know of a table just filled.
WITH kept AS MATERIALIZED (
    SELECT k.change_id, f.shopify_variant_id, f.variant_id, f.field, f.base_value, f.local_value, f.merged_value
    FROM push_kept k
    JOIN push_fields f ON f.product_id = k.product_id
)
UPDATE staged_field_changes r
SET base_value = f.base_value, local_value = f.local_value, merged_value = f.merged_value
FROM kept f
WHERE r.change_id = f.change_id AND r.shopify_variant_id = f.shopify_variant_id AND r.field = f.field
  AND r.variant_id IS NOT DISTINCT FROM f.variant_id
  AND (r.base_value, r.local_value, r.merged_value) IS DISTINCT FROM (f.base_value, f.local_value, f.merged_value)
