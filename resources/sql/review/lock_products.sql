-- Products about to be deleted, held until that is done; true for those that Shopify has otherwise than they were last
-- agreed on: their deletion could not be proposed to Shopify.
SELECT p.id, p.name, p.content_version, p.updated_by, p.updated_at, p.shopify_product_id,
       EXISTS (SELECT FROM shopify_products m LEFT JOIN base_products b ON b.id = m.id
               WHERE m.id = p.shopify_product_id
                 AND (b.content_hash IS DISTINCT FROM m.content_hash
                      OR EXISTS (SELECT FROM shopify_variants v LEFT JOIN base_variants bv ON bv.id = v.id
                                 WHERE v.product_id = m.id AND bv.content_hash IS DISTINCT FROM v.content_hash)))
FROM products p
WHERE p.id = ANY (:ids::bigint[])
ORDER BY p.id
FOR UPDATE OF p
