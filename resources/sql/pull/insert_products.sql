-- Products that are new in Shopify.
INSERT INTO shopify_products
SELECT n.* FROM pulled_products n WHERE NOT EXISTS (SELECT FROM shopify_products m WHERE m.id = n.id)
