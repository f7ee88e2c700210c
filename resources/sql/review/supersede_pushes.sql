-- Changes to send of products about to be deleted: they speak of what will not be there. A deletion that was rejected
-- before is proposed anew, because somebody means it again.
UPDATE staged_product_changes c
SET status = 'superseded', updated_at = now()
WHERE c.direction = 'push'
  AND (c.status IN ('pending', 'approved') OR (c.status = 'rejected' AND c.change_type = 'delete'))
  AND (c.product_id = ANY (:ids::bigint[])
       OR c.shopify_product_id IN (SELECT p.shopify_product_id FROM products p WHERE p.id = ANY (:ids::bigint[])))
