-- Variants that are no longer in Shopify leave the base.
WITH facets AS (DELETE FROM base_facets WHERE variant_id = any(:ids::bigint[]) AND variant_id <> 0
    AND product_id IN (SELECT v.product_id FROM base_variants v WHERE v.id = any(:ids::bigint[])))
DELETE FROM base_variants WHERE id = any(:ids::bigint[])
