-- Products deleted here that can come back, the latest first.
SELECT d.product_id, d.title, d.sku, d.shopify_product_id, d.deleted_by, d.deleted_at
FROM deleted_products d
WHERE d.restored_at IS NULL AND NOT EXISTS (SELECT FROM products p WHERE p.id = d.product_id)
ORDER BY d.deleted_at DESC, d.id DESC
LIMIT :limit
