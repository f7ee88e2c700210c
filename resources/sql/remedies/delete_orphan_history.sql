-- Deletes history that speaks of products that are gone.
DELETE FROM sync_history h
WHERE h.product_id IS NOT NULL AND NOT EXISTS (SELECT FROM products p WHERE p.id = h.product_id)
