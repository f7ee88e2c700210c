-- Variants somebody takes away from a product, with their facets. Of one that Shopify has the base stays, from which the
-- removal is staged. A trigger counts the others and notes the edit.
DELETE FROM product_variants v WHERE v.product_id = :product AND v.id = ANY (:ids::bigint[])
