-- The variants that a first pull has read so far and the products they belong to.
COPY (SELECT id, product_id FROM filling_variants) TO STDOUT (FORMAT binary)
