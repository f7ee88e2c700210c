-- Variants that are gone from Shopify.
DELETE FROM shopify_variants m USING pulled_removals r WHERE r.entity = 'variant' AND m.id = r.id
