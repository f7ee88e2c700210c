-- Variants that are no longer in Shopify leave the mirror.
DELETE FROM shopify_variants WHERE id = any(:ids::bigint[])
