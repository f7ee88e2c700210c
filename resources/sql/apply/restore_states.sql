-- How each product a batch wrote stands today: as before it, as the batch left it, or changed since. An image after may
-- be kept as the text of its JSON.
SELECT v.product_id, v.shopify_product_id,
    coalesce(i.image, v.after, v.before) #>> '{product,name}' AS title,
    CASE WHEN image_content(i.image) IS NOT DISTINCT FROM image_content(v.before) THEN 'back'
         WHEN image_content(i.image) IS NOT DISTINCT FROM image_content(v.after) THEN 'written'
         ELSE 'changed' END AS state
FROM (SELECT product_id, shopify_product_id, before,
          CASE jsonb_typeof(after) WHEN 'string' THEN (after #>> '{}')::jsonb ELSE after END AS after
      FROM sync_versions
      WHERE batch_id = :batch AND (:all::boolean OR product_id = ANY (:products::bigint[]))) AS v
LEFT JOIN product_images i ON i.product_id = v.product_id
ORDER BY v.product_id
