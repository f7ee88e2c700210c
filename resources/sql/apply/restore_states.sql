-- How each product a batch wrote stands today: as before it, as the batch left it, or changed since.
SELECT v.product_id, v.shopify_product_id,
    coalesce(i.image, v.after, v.before) #>> '{product,name}' AS title,
    CASE WHEN image_content(i.image) IS NOT DISTINCT FROM image_content(v.before) THEN 'back'
         WHEN image_content(i.image) IS NOT DISTINCT FROM image_content(v.after) THEN 'written'
         ELSE 'changed' END AS state
FROM version_images v
LEFT JOIN product_images i ON i.product_id = v.product_id
WHERE v.batch_id = :batch AND (:all::boolean OR v.product_id = ANY (:products::bigint[]))
ORDER BY v.product_id
