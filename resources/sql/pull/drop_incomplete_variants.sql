-- The variants of products that came without all of them stay as they were, also where they went to another product.
DELETE FROM pulled_variants n
WHERE n.product_id = ANY (:ids::bigint[])
   OR EXISTS (SELECT FROM shopify_variants m WHERE m.id = n.id AND m.product_id = ANY (:ids::bigint[]))
