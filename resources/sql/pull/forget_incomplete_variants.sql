-- The variants of products that are not in the mirror until they come whole.
DELETE FROM shopify_variants WHERE product_id = ANY (:ids::bigint[])
