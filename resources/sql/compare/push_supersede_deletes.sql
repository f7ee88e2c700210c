-- Deletes waiting to be sent whose product has come back here, or has gone in Shopify or changed there since they were
-- meant, unless somebody has seen that change and did not want the product back.
UPDATE staged_product_changes c
SET status = 'superseded', updated_at = now()
WHERE c.direction = 'push' AND c.status IN ('pending', 'approved') AND c.change_type = 'delete'
  AND (EXISTS (SELECT FROM products p WHERE p.shopify_product_id = c.shopify_product_id)
       OR NOT EXISTS (SELECT FROM base_products b JOIN shopify_products m ON m.id = b.id
                      WHERE b.id = c.shopify_product_id)
       OR ((SELECT true FROM product_moves o WHERE o.shopify_product_id = c.shopify_product_id LIMIT 1)
           AND NOT EXISTS (SELECT FROM staged_product_changes r
                           JOIN shopify_products m ON m.id = r.shopify_product_id AND m.content_hash = r.remote_hash
                           WHERE r.shopify_product_id = c.shopify_product_id AND r.direction = 'pull'
                             AND r.change_type = 'restore' AND r.status = 'rejected')))
