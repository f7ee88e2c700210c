-- Variants that are no longer in Shopify leave the base.
DELETE FROM base_variants WHERE id = any(:ids::bigint[])
