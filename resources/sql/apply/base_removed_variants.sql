-- Variants that are gone from Shopify have no base.
DELETE FROM base_variants b USING apply_values v WHERE v.is_removal AND b.id = v.shopify_variant_id
