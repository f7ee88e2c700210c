-- Takes a variant back that a batch had sent.
DELETE FROM product_variants WHERE id = :id
