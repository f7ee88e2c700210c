-- Holds a product of the catalogue still, found by its id or its counterpart.
SELECT id FROM products WHERE id = :product OR (:product::bigint IS NULL AND shopify_product_id = :shopify_product_id) FOR UPDATE
