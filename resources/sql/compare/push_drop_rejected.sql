-- What was rejected as it is now is not proposed again, whether with the whole change or alone while the rest was sent.
DELETE FROM push_fields f
USING (
    SELECT c.product_id, r.shopify_variant_id, r.variant_id, r.field, r.local_value, r.merged_value, r.remote_value
    FROM push_scope s
    JOIN staged_product_changes c ON c.product_id = s.product_id AND c.status = 'rejected' AND c.direction = 'push'
    JOIN staged_field_changes r ON r.change_id = c.id
    UNION ALL
    SELECT c.product_id, r.shopify_variant_id, r.variant_id, r.field, r.local_value, r.merged_value, r.remote_value
    FROM staged_field_changes r
    JOIN staged_product_changes c ON c.id = r.change_id AND c.direction = 'push'
        AND c.status IN ('applied', 'failed', 'rolled_back')
    JOIN push_scope s ON s.product_id = c.product_id
    WHERE r.decision = 'reject'
) AS r
WHERE r.product_id = f.product_id AND r.shopify_variant_id = f.shopify_variant_id
  AND r.variant_id IS NOT DISTINCT FROM f.variant_id AND r.field = f.field
  AND (coalesce(r.merged_value, r.local_value), r.remote_value)
      IS NOT DISTINCT FROM (coalesce(f.merged_value, f.local_value), f.remote_value)
