-- What the mirror has and the shop's complete list has not is gone; so is what could not be read before.
INSERT INTO pulled_removals
SELECT 'product', m.id FROM shopify_products m WHERE NOT EXISTS (SELECT FROM shop_list l WHERE l.id = m.id)
UNION
SELECT 'product', u.id FROM mirror_state CROSS JOIN unnest(unread) AS u (id)
WHERE NOT EXISTS (SELECT FROM shop_list l WHERE l.id = u.id)
