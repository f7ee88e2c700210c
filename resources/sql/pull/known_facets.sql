-- The hashes of the lines the mirror's facets came from; in the shape of the others, the second column says nothing.
COPY (SELECT line_hash, 0::bigint FROM shopify_facets WHERE line_hash <> 0) TO STDOUT (FORMAT binary)
