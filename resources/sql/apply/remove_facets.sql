-- Takes out the facets that are to have no value.
DELETE FROM product_facets f
USING apply_values v
WHERE is_facet(v.field) AND v.decision <> 'keep_ours' AND v.value IS NULL
  AND f.product_id = v.product_id AND coalesce(f.variant_id, 0) = coalesce(v.variant_id, 0) AND f.field = v.field
