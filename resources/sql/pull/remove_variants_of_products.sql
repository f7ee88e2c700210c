-- The variants of products that are gone from Shopify.
DELETE FROM shopify_variants m USING pulled_removals r WHERE r.entity = 'product' AND m.product_id = r.id
