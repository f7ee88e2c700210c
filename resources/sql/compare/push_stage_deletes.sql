-- Products deleted here that Shopify still has as they were, but for what moves by itself, or as somebody has seen them
-- when it was offered to take them back, and did not want that. They are few and asked one by
-- one, so that what has moved is looked up and not worked out for the whole mirror.
WITH gone AS MATERIALIZED (
    SELECT b.id
    FROM base_products b
    WHERE NOT EXISTS (SELECT FROM products p WHERE p.shopify_product_id = b.id)
)
INSERT INTO staged_product_changes (batch_id, direction, change_type, shopify_product_id, title, sku, remote_hash)
SELECT :batch::bigint, 'push', 'delete', m.id, m.title,
       (SELECT v.sku FROM shopify_variants v WHERE v.product_id = m.id ORDER BY v.position, v.id LIMIT 1), m.content_hash
FROM gone g
JOIN shopify_products m ON m.id = g.id
WHERE NOT EXISTS (SELECT FROM staged_product_changes c
                  WHERE c.shopify_product_id = m.id AND c.direction = 'push' AND c.change_type = 'delete'
                    AND c.status IN ('pending', 'approved', 'applying'))
  AND NOT EXISTS (SELECT FROM staged_product_changes c
                  WHERE c.shopify_product_id = m.id AND c.direction = 'push' AND c.change_type = 'delete'
                    AND c.status = 'rejected' AND c.remote_hash = m.content_hash)
  AND ((SELECT true FROM product_moves o WHERE o.shopify_product_id = m.id LIMIT 1) IS NULL
       OR EXISTS (SELECT FROM staged_product_changes c
                  WHERE c.shopify_product_id = m.id AND c.direction = 'pull' AND c.change_type = 'restore'
                    AND c.status = 'rejected' AND c.remote_hash = m.content_hash))
