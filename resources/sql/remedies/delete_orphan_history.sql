-- Deletes history that speaks of products that are gone for good: one deleted here can come back, with its history.
DELETE FROM sync_history h
WHERE h.product_id IS NOT NULL AND NOT EXISTS (SELECT FROM products p WHERE p.id = h.product_id)
  AND NOT EXISTS (SELECT FROM deleted_products d WHERE d.product_id = h.product_id)
