-- The mirror's products and the hashes of the lines they came from.
COPY (SELECT id, line_hash FROM shopify_products) TO STDOUT (FORMAT binary)
