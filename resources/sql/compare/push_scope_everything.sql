-- Products edited here, products Shopify does not know, and those with a change waiting to be sent.
INSERT INTO push_scope
SELECT id FROM products WHERE locally_edited
UNION
SELECT id FROM products WHERE shopify_product_id IS NULL
UNION
SELECT product_id FROM staged_product_changes
WHERE direction = 'push' AND status IN ('pending', 'approved') AND product_id IS NOT NULL
ON CONFLICT DO NOTHING
