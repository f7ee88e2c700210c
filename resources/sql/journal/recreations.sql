-- Deletions of these products, or of variants of theirs, that were taken back, and those of what came back so.
WITH RECURSIVE came_back AS (
    SELECT d.id AS deletion, c.id AS creation, d.shopify_product_id AS was, c.shopify_product_id AS now
    FROM sync_operations c JOIN sync_operations d ON d.id = c.undoes
    WHERE c.kind IN ('product_create', 'variants_create') AND c.undoes IS NOT NULL AND c.state = 'confirmed'
      AND d.kind IN ('product_delete', 'variants_delete') AND d.shopify_product_id = any(:products::bigint[])
    UNION
    SELECT d.id, c.id, d.shopify_product_id, c.shopify_product_id
    FROM came_back b
    JOIN sync_operations d ON d.shopify_product_id = b.now
    JOIN sync_operations c ON c.undoes = d.id
    WHERE c.kind IN ('product_create', 'variants_create') AND c.state = 'confirmed'
      AND d.kind IN ('product_delete', 'variants_delete')
)
SELECT b.was, b.now, p.id, d.before, c.returned
FROM came_back b
JOIN sync_operations d ON d.id = b.deletion
JOIN sync_operations c ON c.id = b.creation
LEFT JOIN products p ON p.shopify_product_id = b.now
ORDER BY c.planned_at, c.batch_id, c.sequence
