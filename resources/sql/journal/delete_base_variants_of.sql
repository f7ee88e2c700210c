-- Without a counterpart there is nothing to agree on.
DELETE FROM base_variants WHERE product_id = :id
