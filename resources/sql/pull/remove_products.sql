-- Products that are gone from Shopify.
DELETE FROM shopify_products m USING pulled_removals r WHERE r.entity = 'product' AND m.id = r.id
