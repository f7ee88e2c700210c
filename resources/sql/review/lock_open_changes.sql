-- The open changes of products about to be deleted, locked before the products as a send does; true for what is being
-- sent or written right now.
SELECT c.product_id, c.shopify_product_id, c.status = 'applying'
FROM staged_product_changes c
WHERE c.status IN ('pending', 'approved', 'applying')
  AND (c.product_id = ANY (:ids::bigint[])
       OR c.shopify_product_id IN (SELECT p.shopify_product_id FROM products p WHERE p.id = ANY (:ids::bigint[])))
ORDER BY c.id
FOR UPDATE
