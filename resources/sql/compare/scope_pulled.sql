-- What a pull found changed or gone, before it is merged; a changed line with the same content does not count.
INSERT INTO compare_scope
SELECT n.id FROM pulled_products n LEFT JOIN shopify_products m ON m.id = n.id
WHERE m.content_hash IS DISTINCT FROM n.content_hash
UNION
SELECT n.product_id FROM pulled_variants n LEFT JOIN shopify_variants m ON m.id = n.id
WHERE m.content_hash IS DISTINCT FROM n.content_hash OR m.product_id <> n.product_id
UNION
SELECT m.product_id FROM pulled_variants n JOIN shopify_variants m ON m.id = n.id WHERE m.product_id <> n.product_id
UNION
SELECT r.id FROM pulled_removals r WHERE r.entity = 'product'
UNION
SELECT m.product_id FROM pulled_removals r JOIN shopify_variants m ON m.id = r.id WHERE r.entity = 'variant'
