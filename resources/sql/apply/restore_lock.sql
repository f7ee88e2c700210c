-- Nobody edits these products until the transaction ends.
SELECT p.id FROM products p
WHERE p.id IN (SELECT v.product_id FROM sync_versions v
               WHERE v.batch_id = :batch AND (:all::boolean OR v.product_id = ANY (:products::bigint[])))
ORDER BY p.id
FOR UPDATE
