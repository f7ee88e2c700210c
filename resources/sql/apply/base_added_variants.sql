-- Variants that were added, on one side or both, or whose deletion here was kept: the base is what Shopify has.
INSERT INTO base_variants (id, content_hash, product_id, inventory_item_id, position, title, sku, barcode, price, compare_at_price,
    cost, inventory_quantity, inventory_policy, tracked, taxable, weight, weight_unit, option1, option2, option3)
SELECT m.id, m.content_hash, m.product_id, m.inventory_item_id, m.position, m.title, m.sku, m.barcode, m.price,
    m.compare_at_price, m.cost, m.inventory_quantity, m.inventory_policy, m.tracked, m.taxable, m.weight,
    m.weight_unit, m.option1, m.option2, m.option3
FROM apply_values v
JOIN shopify_variants m ON m.id = v.shopify_variant_id
WHERE v.is_addition OR v.is_twin
ON CONFLICT (id) DO UPDATE
SET (content_hash, product_id, inventory_item_id, position, title, sku, barcode, price, compare_at_price, cost,
     inventory_quantity, inventory_policy, tracked, taxable, weight, weight_unit, option1, option2, option3)
    = (excluded.content_hash, excluded.product_id, excluded.inventory_item_id, excluded.position,
       excluded.title, excluded.sku, excluded.barcode, excluded.price, excluded.compare_at_price,
       excluded.cost, excluded.inventory_quantity, excluded.inventory_policy, excluded.tracked,
       excluded.taxable, excluded.weight, excluded.weight_unit, excluded.option1, excluded.option2,
       excluded.option3)
