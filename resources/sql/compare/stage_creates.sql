-- Products that Shopify has and the catalogue has not; restore when they were deleted here and changed there since, in
-- more than what moves by itself. One that was rejected with the same content stays rejected. Whether one has moved is
-- asked by itself, so that it is looked up and not worked out for the whole mirror.
INSERT INTO staged_product_changes
    (batch_id, direction, change_type, shopify_product_id, title, sku, remote_hash)
SELECT :batch::bigint, 'pull', CASE WHEN b.id IS NULL THEN 'create' ELSE 'restore' END, m.id, m.title, first_variant.sku, m.content_hash
FROM compare_scope s
JOIN shopify_products m ON m.id = s.shopify_product_id
LEFT JOIN products p ON p.shopify_product_id = m.id
LEFT JOIN base_products b ON b.id = m.id
LEFT JOIN (
    SELECT DISTINCT ON (v.product_id) v.product_id, v.sku
    FROM shopify_variants v JOIN compare_scope s ON s.shopify_product_id = v.product_id
    ORDER BY v.product_id, v.position, v.id
) AS first_variant ON first_variant.product_id = m.id
WHERE p.id IS NULL
  AND (b.id IS NULL OR (SELECT true FROM product_moves o WHERE o.shopify_product_id = m.id LIMIT 1))
  AND NOT EXISTS (SELECT FROM staged_product_changes c
                  WHERE c.shopify_product_id = m.id AND c.status = 'rejected' AND c.direction = 'pull'
                    AND c.change_type IN ('create', 'restore') AND c.remote_hash = m.content_hash AND :skip_rejected::boolean)
