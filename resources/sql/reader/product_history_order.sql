-- The history lines of a product, newest first.
SELECT h.id FROM sync_history h WHERE h.product_id = :product ORDER BY h.id DESC
