-- Nor is a facet gone because its product came without all its variants.
DELETE FROM pulled_removals r
USING shopify_facets f LEFT JOIN shopify_variants v ON v.id = f.variant_id
WHERE r.entity = 'facet' AND f.line_hash = r.id AND coalesce(v.product_id, f.product_id) = ANY (:ids::bigint[])
