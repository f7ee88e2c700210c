-- Variants that both sides added with the same options are one; what stands in it is as was decided.
UPDATE product_variants p SET
    shopify_variant_id = m.id, inventory_item_id = m.inventory_item_id, updated_at = now(),
    (position, title, sku, barcode, price, compare_at_price, cost, inventory_quantity, inventory_policy, tracked, taxable,
     weight, weight_unit, option1, option2, option3)
    = (SELECT c.position, c.title, c.sku, c.barcode, c.price, c.compare_at_price, c.cost, c.inventory_quantity,
           c.inventory_policy, c.tracked, c.taxable, c.weight, c.weight_unit, c.option1, c.option2, c.option3
       FROM (SELECT m.position, m.title, m.sku, m.barcode, m.price, m.compare_at_price, m.cost, m.inventory_quantity,
                 m.inventory_policy, m.tracked, m.taxable, m.weight, m.weight_unit, m.option1, m.option2, m.option3
             WHERE v.decision <> 'keep_ours'
             UNION ALL
             SELECT p.position, p.title, p.sku, p.barcode, p.price, p.compare_at_price, p.cost, p.inventory_quantity,
                 p.inventory_policy, p.tracked, p.taxable, p.weight, p.weight_unit, p.option1, p.option2, p.option3
             WHERE v.decision = 'keep_ours') AS c)
FROM apply_values v
JOIN shopify_variants m ON m.id = v.shopify_variant_id
WHERE v.is_twin AND p.id = v.variant_id AND p.shopify_variant_id IS NULL
