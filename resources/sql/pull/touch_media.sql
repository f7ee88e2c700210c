-- The products of which media were read or are gone.
CREATE TEMP TABLE touched_media ON COMMIT DROP AS
SELECT product_id FROM pulled_facets WHERE field LIKE 'media:%'
UNION
SELECT f.product_id FROM pulled_removals r JOIN shopify_facets f ON f.line_hash = r.id
WHERE r.entity = 'facet' AND f.field LIKE 'media:%'
