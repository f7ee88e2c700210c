-- Deletes waiting to be sent whose product has come back here, or has changed or gone in Shopify since they were meant.
UPDATE staged_product_changes c
SET status = 'superseded', updated_at = now()
WHERE c.direction = 'push' AND c.status IN ('pending', 'approved') AND c.change_type = 'delete'
  AND (EXISTS (SELECT FROM products p WHERE p.shopify_product_id = c.shopify_product_id)
       OR NOT EXISTS (SELECT FROM base_products b JOIN shopify_products m ON m.id = b.id
                      WHERE b.id = c.shopify_product_id)
       OR (SELECT true FROM product_moves o WHERE o.shopify_product_id = c.shopify_product_id LIMIT 1))
