-- The variants go back with the product: first they go.
DELETE FROM product_variants v USING restore_set r WHERE v.product_id = r.product_id
