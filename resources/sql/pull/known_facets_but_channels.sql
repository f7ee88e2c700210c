-- As known_facets, for a pull that may not read sales channels: what is known of those is not looked for.
COPY (SELECT line_hash, 0::bigint FROM shopify_facets WHERE field NOT LIKE 'publication:%' AND field NOT LIKE 'media:alt:%' AND field <> 'media:order') TO STDOUT (FORMAT binary)
