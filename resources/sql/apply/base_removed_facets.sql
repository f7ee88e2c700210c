-- Facets decided that Shopify does not have, and those of variants that are gone, have no base.
DELETE FROM base_facets b
USING apply_values v
WHERE b.product_id = v.shopify_product_id AND b.variant_id = v.shopify_variant_id
  AND (v.is_removal
       OR (b.field = v.field
           AND NOT EXISTS (SELECT FROM shopify_facets m
                           WHERE m.product_id = CASE WHEN b.variant_id = 0 THEN b.product_id ELSE 0 END
                             AND m.variant_id = b.variant_id AND m.field = b.field)))
