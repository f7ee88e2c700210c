-- Products edited here, products Shopify does not know, and those with a change waiting to be sent. One that is being
-- sent, or was when its desk was lost, stays out until it is known what came of that.
INSERT INTO push_scope
SELECT wanted.id
FROM (
    SELECT id FROM products WHERE locally_edited
    UNION
    SELECT id FROM products WHERE shopify_product_id IS NULL
    UNION
    SELECT product_id FROM staged_product_changes
    WHERE direction = 'push' AND status IN ('pending', 'approved') AND product_id IS NOT NULL
) AS wanted
WHERE NOT EXISTS (
    SELECT FROM staged_product_changes c
    WHERE c.product_id = wanted.id AND c.direction = 'push' AND c.status = 'applying')
ON CONFLICT DO NOTHING
