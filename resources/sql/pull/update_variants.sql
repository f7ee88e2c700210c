-- Variants whose line changed.
UPDATE shopify_variants m
SET (product_id, line_hash, content_hash, inventory_item_id, position, title, sku, barcode, price,
     compare_at_price, cost, inventory_quantity, inventory_policy, tracked, taxable, weight, weight_unit,
     option1, option2, option3)
    = (n.product_id, n.line_hash, n.content_hash, n.inventory_item_id, n.position, n.title, n.sku, n.barcode,
       n.price, n.compare_at_price, n.cost, n.inventory_quantity, n.inventory_policy, n.tracked, n.taxable,
       n.weight, n.weight_unit, n.option1, n.option2, n.option3)
FROM pulled_variants n
WHERE m.id = n.id
