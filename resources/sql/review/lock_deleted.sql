-- Deleted products that are to come back, and what may stand in the way: a product under the same id or of the same
-- Shopify product; a deletion on its way to Shopify; the batch that sent one; one that was sent and rolled back; a
-- Shopify product that was known then and is gone.
SELECT d.product_id, d.title,
       EXISTS (SELECT FROM products p WHERE p.id = d.product_id),
       EXISTS (SELECT FROM products p WHERE p.shopify_product_id = d.shopify_product_id),
       coalesce(sent.status = 'applying', false),
       CASE WHEN sent.status = 'applied' THEN sent.applied_batch_id END, coalesce(sent.status = 'rolled_back', false),
       nullif(d.image -> 'base', 'null') IS NOT NULL
           AND NOT EXISTS (SELECT FROM base_products b WHERE b.id = d.shopify_product_id),
       d.shopify_product_id
FROM deleted_products d
LEFT JOIN LATERAL (
    SELECT c.status, c.applied_batch_id
    FROM staged_product_changes c
    WHERE c.shopify_product_id = d.shopify_product_id AND c.direction = 'push' AND c.change_type = 'delete'
      AND c.status IN ('applying', 'applied', 'rolled_back') AND c.created_at >= d.deleted_at
    ORDER BY c.id DESC
    LIMIT 1
) AS sent ON true
WHERE d.product_id = ANY (:ids::bigint[]) AND d.restored_at IS NULL
ORDER BY d.product_id
FOR UPDATE OF d
