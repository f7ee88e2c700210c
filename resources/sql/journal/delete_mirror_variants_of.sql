-- Its variants leave the mirror with it.
DELETE FROM shopify_variants WHERE product_id = :id
