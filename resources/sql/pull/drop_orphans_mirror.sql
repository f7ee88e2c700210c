-- Variants whose product the file did not have.
DELETE FROM shopify_variants WHERE id = ANY (:ids::bigint[])
