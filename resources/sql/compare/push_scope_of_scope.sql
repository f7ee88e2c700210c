-- Products compared that have a change waiting to be sent: it is worked out anew.
INSERT INTO push_scope
SELECT DISTINCT c.product_id
FROM compare_scope s
JOIN staged_product_changes c ON c.shopify_product_id = s.shopify_product_id
    AND c.direction = 'push' AND c.status IN ('pending', 'approved')
WHERE c.product_id IS NOT NULL
ON CONFLICT DO NOTHING
