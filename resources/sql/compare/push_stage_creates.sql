-- Products Shopify does not know. One that was rejected with the same content stays rejected.
INSERT INTO staged_product_changes (batch_id, direction, change_type, product_id, title, sku, local_version)
SELECT :batch::bigint, 'push', 'create', p.id, p.name, p.sku, p.content_version
FROM push_scope s
JOIN products p ON p.id = s.product_id
WHERE p.shopify_product_id IS NULL
  AND NOT EXISTS (SELECT FROM push_kept k WHERE k.product_id = p.id)
  AND NOT EXISTS (SELECT FROM staged_product_changes c
                  WHERE c.product_id = p.id AND c.status = 'rejected' AND c.direction = 'push' AND c.change_type = 'create'
                    AND c.local_version = p.content_version)
