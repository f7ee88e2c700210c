-- The facets of products and variants that are gone from Shopify, before those are.
DELETE FROM shopify_facets m
USING (SELECT r.id AS product_id, 0::bigint AS variant_id FROM pulled_removals r WHERE r.entity = 'product'
       UNION ALL
       SELECT 0, v.id FROM pulled_removals r JOIN shopify_variants v ON v.product_id = r.id WHERE r.entity = 'product'
       UNION ALL
       SELECT 0, r.id FROM pulled_removals r WHERE r.entity = 'variant') AS gone
WHERE m.product_id = gone.product_id AND m.variant_id = gone.variant_id
