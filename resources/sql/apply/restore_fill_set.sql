-- Takes the products named, with what they were and are.
INSERT INTO restore_set
SELECT v.product_id, v.before, i.image
FROM version_images v
LEFT JOIN product_images i ON i.product_id = v.product_id
WHERE v.batch_id = :batch AND v.product_id = ANY (:products::bigint[])
