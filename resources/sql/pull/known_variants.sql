-- The mirror's variants and the hashes of the lines they came from.
COPY (SELECT id, line_hash FROM shopify_variants) TO STDOUT (FORMAT binary)
