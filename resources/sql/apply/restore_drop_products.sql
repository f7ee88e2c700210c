-- Products the batch created.
DELETE FROM products p USING restore_set r WHERE r.before IS NULL AND p.id = r.product_id
