-- What was rejected as it is now is not proposed again.
DELETE FROM push_fields f
USING push_scope s, staged_product_changes c, staged_field_changes r
WHERE s.product_id = f.product_id AND c.product_id = f.product_id AND c.status = 'rejected' AND c.direction = 'push'
  AND r.change_id = c.id AND r.shopify_variant_id = f.shopify_variant_id
  AND r.variant_id IS NOT DISTINCT FROM f.variant_id AND r.field = f.field
  AND (coalesce(r.merged_value, r.local_value), r.remote_value)
      IS NOT DISTINCT FROM (coalesce(f.merged_value, f.local_value), f.remote_value)
