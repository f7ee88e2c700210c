-- Products about to be deleted, held until that is done; true for those that Shopify has otherwise than they were last
-- agreed on, in more than what moves by itself: their deletion could not be proposed to Shopify.
SELECT p.id, p.name, p.content_version, p.updated_by, p.updated_at, p.shopify_product_id,
       EXISTS (SELECT FROM shopify_products m
               WHERE m.id = p.shopify_product_id AND NOT EXISTS (SELECT FROM base_products b WHERE b.id = m.id))
       OR coalesce((SELECT true FROM product_moves o WHERE o.shopify_product_id = p.shopify_product_id LIMIT 1), false)
FROM products p
WHERE p.id = ANY (:ids::bigint[])
ORDER BY p.id
FOR UPDATE OF p
