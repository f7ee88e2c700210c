-- Facets whose line is gone: removed in Shopify, or changed, and then told anew by another line.
DELETE FROM shopify_facets m USING pulled_removals r WHERE r.entity = 'facet' AND m.line_hash = r.id
