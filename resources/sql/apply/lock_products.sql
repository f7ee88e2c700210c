-- Nobody edits these products until the transaction ends.
SELECT p.id FROM products p
WHERE p.shopify_product_id IN (SELECT c.shopify_product_id
                               FROM unnest(:ids::bigint[]) AS wanted (id) JOIN staged_product_changes c ON c.id = wanted.id)
ORDER BY p.id
FOR UPDATE
