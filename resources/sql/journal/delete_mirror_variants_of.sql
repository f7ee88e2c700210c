-- Its variants leave the mirror with it.
WITH facets AS (DELETE FROM shopify_facets WHERE product_id = 0
    AND variant_id IN (SELECT v.id FROM shopify_variants v WHERE v.product_id = :id))
DELETE FROM shopify_variants WHERE product_id = :id
