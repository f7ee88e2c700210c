-- The facets of products that are not in the mirror until they come whole.
DELETE FROM shopify_facets f
WHERE f.product_id = ANY (:ids::bigint[])
   OR EXISTS (SELECT FROM shopify_variants v WHERE v.id = f.variant_id AND v.product_id = ANY (:ids::bigint[]))
