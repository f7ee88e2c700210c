-- The facets of products that came without all their variants stay as they were, too.
DELETE FROM pulled_facets n
WHERE n.product_id = ANY (:ids::bigint[])
   OR EXISTS (SELECT FROM shopify_variants m WHERE m.id = n.variant_id AND m.product_id = ANY (:ids::bigint[]))
   OR EXISTS (SELECT FROM pulled_variants p WHERE p.id = n.variant_id AND p.product_id = ANY (:ids::bigint[]))
