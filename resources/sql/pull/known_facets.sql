-- The keys of the mirror's facets, which are the hashes of the lines they came from; in the shape of the others, the second
-- column says nothing. The text and the order of media have no lines of their own.
COPY (SELECT line_hash, 0::bigint FROM shopify_facets WHERE field NOT LIKE 'media:alt:%' AND field <> 'media:order') TO STDOUT (FORMAT binary)
