-- Products deleted here that Shopify still has as they were.
INSERT INTO staged_product_changes (batch_id, direction, change_type, shopify_product_id, title, sku, remote_hash)
SELECT :batch::bigint, 'push', 'delete', m.id, m.title,
       (SELECT v.sku FROM shopify_variants v WHERE v.product_id = m.id ORDER BY v.position, v.id LIMIT 1), m.content_hash
FROM base_products b
JOIN shopify_products m ON m.id = b.id AND m.content_hash = b.content_hash
WHERE NOT EXISTS (SELECT FROM products p WHERE p.shopify_product_id = b.id)
  AND NOT EXISTS (SELECT FROM staged_product_changes c
                  WHERE c.shopify_product_id = m.id AND c.direction = 'push' AND c.change_type = 'delete'
                    AND c.status IN ('pending', 'approved', 'applying'))
  AND NOT EXISTS (SELECT FROM staged_product_changes c
                  WHERE c.shopify_product_id = m.id AND c.direction = 'push' AND c.change_type = 'delete'
                    AND c.status = 'rejected' AND c.remote_hash = m.content_hash)
  AND NOT EXISTS (SELECT FROM shopify_variants v LEFT JOIN base_variants bv ON bv.id = v.id
                  WHERE v.product_id = m.id AND bv.content_hash IS DISTINCT FROM v.content_hash)
