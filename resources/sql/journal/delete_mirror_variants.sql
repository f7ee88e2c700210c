-- Variants that are no longer in Shopify leave the mirror.
WITH facets AS (DELETE FROM shopify_facets WHERE product_id = 0 AND variant_id = any(:ids::bigint[]))
DELETE FROM shopify_variants WHERE id = any(:ids::bigint[])
