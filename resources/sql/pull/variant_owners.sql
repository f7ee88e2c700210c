-- The mirror's variants and the products they belong to.
COPY (SELECT id, product_id FROM shopify_variants) TO STDOUT (FORMAT binary)
