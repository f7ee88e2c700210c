-- A variant that both sides added takes Shopify's facets in place of its own, unless ours were kept.
DELETE FROM product_facets f
USING apply_values v
WHERE v.is_twin AND v.decision <> 'keep_ours' AND f.variant_id = v.variant_id
