-- What was kept or written by hand was decided to be sent by the same decision, which is newer than what was decided on
-- sending it before.
UPDATE staged_field_changes f SET decision = 'accept', edited_value = NULL, decided_by = NULL, decided_at = NULL
FROM staged_product_changes c, apply_values v
WHERE c.batch_id = :batch AND c.direction = 'push' AND c.status = 'pending' AND c.change_type = 'update'
  AND f.change_id = c.id AND v.product_id = c.product_id AND v.decision IN ('keep_ours', 'edited')
  AND f.shopify_variant_id = CASE WHEN v.is_removal THEN 0 ELSE v.shopify_variant_id END
  AND (v.is_removal IS FALSE OR f.variant_id = v.variant_id)
  AND (f.field = v.field OR v.is_twin)
