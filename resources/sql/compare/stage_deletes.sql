-- Products that are gone from Shopify and were in step with it once. A rejected delete stays rejected. One that somebody
-- has edited here since is a conflict: approving it loses the edits.
INSERT INTO staged_product_changes
    (batch_id, direction, change_type, product_id, shopify_product_id, title, sku, local_version, conflict_count)
SELECT :batch::bigint, 'pull', 'delete', p.id, s.shopify_product_id, p.name, p.sku, p.content_version, p.locally_edited::integer
FROM compare_scope s
JOIN products p ON p.shopify_product_id = s.shopify_product_id
WHERE EXISTS (SELECT FROM base_products b WHERE b.id = s.shopify_product_id)
  AND NOT EXISTS (SELECT FROM shopify_products m WHERE m.id = s.shopify_product_id)
  AND NOT EXISTS (SELECT FROM staged_product_changes c
                  WHERE c.shopify_product_id = s.shopify_product_id AND c.status = 'rejected' AND c.direction = 'pull'
                    AND c.change_type = 'delete')
