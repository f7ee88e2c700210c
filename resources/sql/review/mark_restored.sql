-- Deleted products that are back.
UPDATE deleted_products SET restored_by = :operator, restored_at = now()
WHERE product_id = ANY (:ids::bigint[]) AND restored_at IS NULL
