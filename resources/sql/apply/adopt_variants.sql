-- Variants compared for the first time, all of whose fields were decided, have a base now.
INSERT INTO base_variants (id, content_hash, product_id, inventory_item_id, position, title, sku, barcode, price, compare_at_price,
    cost, inventory_quantity, inventory_policy, tracked, taxable, weight, weight_unit, option1, option2, option3)
SELECT m.id, m.content_hash, m.product_id, m.inventory_item_id, m.position, m.title, m.sku, m.barcode, m.price,
    m.compare_at_price, m.cost, m.inventory_quantity, m.inventory_policy, m.tracked, m.taxable, m.weight,
    m.weight_unit, m.option1, m.option2, m.option3
FROM apply_chunk a
JOIN shopify_variants m ON m.product_id = a.shopify_product_id
JOIN product_variants p ON p.shopify_variant_id = m.id
WHERE a.change_type = 'update'
  AND NOT EXISTS (SELECT FROM staged_field_changes f
                  WHERE f.change_id = a.change_id AND f.shopify_variant_id = m.id AND f.decision = 'reject' AND NOT is_facet(f.field))
ON CONFLICT (id) DO NOTHING
