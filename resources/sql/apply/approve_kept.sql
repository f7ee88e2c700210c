-- A change to send that holds nothing but such fields is approved by whoever decided on them.
UPDATE staged_product_changes c
SET status = 'approved', decided_by = d.decided_by, decided_host = d.decided_host, decided_at = d.decided_at,
    decision_reason = d.decision_reason, updated_at = now()
FROM apply_chunk a
JOIN staged_product_changes d ON d.id = a.change_id
WHERE c.batch_id = :batch AND c.direction = 'push' AND c.status = 'pending' AND c.change_type = 'update'
  AND c.product_id = a.product_id
  AND NOT EXISTS (SELECT FROM staged_field_changes f
                  WHERE f.change_id = c.id AND (f.decision <> 'accept' OR f.decided_by IS NOT NULL))
