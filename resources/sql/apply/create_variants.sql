-- The variants of new products.
INSERT INTO product_variants
    (product_id, shopify_variant_id, inventory_item_id, position, title, sku, barcode, price, compare_at_price, cost, inventory_quantity,
     inventory_policy, tracked, taxable, weight, weight_unit, option1, option2, option3)
SELECT a.product_id, m.id, m.inventory_item_id, m.position, m.title, m.sku, m.barcode, m.price, m.compare_at_price, m.cost,
    m.inventory_quantity, m.inventory_policy, m.tracked, m.taxable, m.weight, m.weight_unit, m.option1,
    m.option2, m.option3
FROM apply_chunk a
JOIN shopify_variants m ON m.product_id = a.shopify_product_id
WHERE a.change_type IN ('create', 'restore')
ORDER BY a.change_id, m.position, m.id
