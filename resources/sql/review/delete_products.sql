-- Deletes products with their variants.
DELETE FROM products WHERE id = ANY (:ids::bigint[])
