-- A variant that both sides added takes Shopify's facets in place of its own, unless ours were kept. One that only ours
-- has stays, to be sent.
DELETE FROM product_facets f
USING apply_values v
WHERE v.is_twin AND v.decision <> 'keep_ours' AND f.variant_id = v.variant_id
  AND EXISTS (SELECT FROM shopify_facets m
              WHERE m.product_id = 0 AND m.variant_id = v.shopify_variant_id AND m.field = f.field)
