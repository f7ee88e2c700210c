-- What is stale is compared anew; but not a product that the last pull could not read whole: that it is missing from the
-- mirror says nothing, and the next pull reads and compares it.
INSERT INTO compare_scope
SELECT DISTINCT a.shopify_product_id
FROM apply_chunk a
LEFT JOIN shopify_products m ON m.id = a.shopify_product_id
WHERE a.is_stale
  AND (m.id IS NOT NULL
       OR NOT EXISTS (SELECT FROM mirror_state s CROSS JOIN unnest(s.unread) AS u (id) WHERE u.id = a.shopify_product_id))
ON CONFLICT DO NOTHING
