-- What was rejected as it is now is not proposed again.
DELETE FROM compare_fields f
USING (
    SELECT c.shopify_product_id, r.*
    FROM compare_scope s
    JOIN staged_product_changes c ON c.shopify_product_id = s.shopify_product_id AND c.status = 'rejected'
    JOIN staged_field_changes r ON r.change_id = c.id
    WHERE c.direction = 'pull'
    UNION ALL
    SELECT c.shopify_product_id, r.*
    FROM staged_field_changes r
    JOIN staged_product_changes c ON c.id = r.change_id AND c.direction = 'pull'
        AND c.status IN ('applied', 'failed', 'rolled_back')
    JOIN compare_scope s ON s.shopify_product_id = c.shopify_product_id
    WHERE r.decision = 'reject'
) AS r
WHERE r.shopify_product_id = f.shopify_product_id
  AND r.shopify_variant_id = f.shopify_variant_id
  AND r.field = f.field
  AND (r.base_value, r.local_value, r.remote_value)
      IS NOT DISTINCT FROM (f.base_value, f.local_value, f.remote_value)
