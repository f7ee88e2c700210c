-- The variants that a later pull has found new or changed so far and the products they belong to.
COPY (SELECT id, product_id FROM pulled_variants) TO STDOUT (FORMAT binary)
