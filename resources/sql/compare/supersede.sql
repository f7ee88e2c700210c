-- Open changes of the products compared speak of a mirror that is no more.
UPDATE staged_product_changes c
SET status = 'superseded', updated_at = now()
FROM compare_scope s
WHERE c.shopify_product_id = s.shopify_product_id AND c.status IN ('pending', 'approved') AND c.direction = 'pull'
  AND NOT EXISTS (SELECT FROM compare_kept k WHERE k.change_id = c.id)
