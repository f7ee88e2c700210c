-- An open change of the other direction speaks of a mirror that has moved.
UPDATE staged_product_changes SET status = 'superseded', updated_at = now()
WHERE shopify_product_id = :shopify_product_id AND direction = 'pull' AND status IN ('pending', 'approved')
