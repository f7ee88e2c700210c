-- What could not be read before and is in no file of the whole shop is gone.
INSERT INTO pulled_removals
SELECT 'product', u.id
FROM mirror_state CROSS JOIN unnest(unread) AS u (id)
WHERE NOT EXISTS (SELECT FROM shopify_products m WHERE m.id = u.id)
  AND NOT EXISTS (SELECT FROM pulled_products n WHERE n.id = u.id)
