-- Open changes to send that are worked out anew.
UPDATE staged_product_changes c
SET status = 'superseded', updated_at = now()
FROM push_scope s
WHERE c.product_id = s.product_id AND c.direction = 'push' AND c.status IN ('pending', 'approved')
  AND NOT EXISTS (SELECT FROM push_kept k WHERE k.change_id = c.id)
