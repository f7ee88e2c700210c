-- What the mirror has and the shop's complete list has not is gone.
INSERT INTO pulled_removals
SELECT 'product', m.id FROM shopify_products m WHERE NOT EXISTS (SELECT FROM shop_list l WHERE l.id = m.id)
