-- The variants of a copy: without SKU, barcode and stock, which belong to the goods themselves.
INSERT INTO product_variants (product_id, position, title, price, compare_at_price, cost, inventory_policy, tracked,
                              taxable, weight, weight_unit, option1, option2, option3)
SELECT :copy, v.position, v.title, v.price, v.compare_at_price, v.cost, v.inventory_policy, v.tracked, v.taxable,
       v.weight, v.weight_unit, v.option1, v.option2, v.option3
FROM product_variants v
WHERE v.product_id = :source
ORDER BY v.position, v.id
