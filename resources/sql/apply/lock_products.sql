-- Nobody edits these products until the transaction ends.
SELECT p.id FROM products p
WHERE p.shopify_product_id IN (SELECT c.shopify_product_id FROM staged_product_changes c WHERE c.id = ANY (:ids::bigint[]))
ORDER BY p.id
FOR UPDATE
