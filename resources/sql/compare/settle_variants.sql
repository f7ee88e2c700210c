-- Variants that have no difference left to decide: the base is what Shopify has.
INSERT INTO base_variants (id, content_hash, product_id, inventory_item_id, position, title, sku, barcode, price, compare_at_price,
    cost, inventory_quantity, inventory_policy, tracked, taxable, weight, weight_unit, option1, option2, option3)
SELECT m.id, m.content_hash, m.product_id, m.inventory_item_id, m.position, m.title, m.sku, m.barcode, m.price,
       m.compare_at_price, m.cost, m.inventory_quantity, m.inventory_policy, m.tracked, m.taxable, m.weight,
       m.weight_unit, m.option1, m.option2, m.option3
FROM compare_scope s
JOIN shopify_variants m ON m.product_id = s.shopify_product_id
JOIN product_variants v ON v.shopify_variant_id = m.id
LEFT JOIN base_variants b ON b.id = m.id
WHERE b.content_hash IS DISTINCT FROM m.content_hash
  AND NOT EXISTS (SELECT FROM compare_fields f
                  WHERE f.shopify_product_id = m.product_id AND f.shopify_variant_id = m.id AND NOT f.is_same AND NOT is_facet(f.field))
ON CONFLICT (id) DO UPDATE
SET (content_hash, product_id, inventory_item_id, position, title, sku, barcode, price, compare_at_price, cost,
     inventory_quantity, inventory_policy, tracked, taxable, weight, weight_unit, option1, option2, option3)
    = (excluded.content_hash, excluded.product_id, excluded.inventory_item_id, excluded.position,
       excluded.title, excluded.sku, excluded.barcode, excluded.price, excluded.compare_at_price,
       excluded.cost, excluded.inventory_quantity, excluded.inventory_policy, excluded.tracked,
       excluded.taxable, excluded.weight, excluded.weight_unit, excluded.option1, excluded.option2,
       excluded.option3)
