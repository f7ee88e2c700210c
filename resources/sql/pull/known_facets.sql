-- The keys of the mirror's facets, which are the hashes of the lines they came from; in the shape of the others, the second
-- column says nothing.
COPY (SELECT line_hash, 0::bigint FROM shopify_facets) TO STDOUT (FORMAT binary)
