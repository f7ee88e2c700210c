-- Where base and mirror have become the same, so has their hash.
UPDATE base_variants b SET content_hash = m.content_hash
FROM apply_chunk a
JOIN shopify_variants m ON m.product_id = a.shopify_product_id
WHERE a.change_type = 'update' AND b.id = m.id AND b.content_hash <> m.content_hash
  AND (b.position, b.title, b.sku, b.barcode, b.price, b.compare_at_price, b.cost, b.inventory_quantity,
       b.inventory_policy, b.tracked, b.taxable, b.weight, b.weight_unit, b.option1, b.option2, b.option3)
      IS NOT DISTINCT FROM
      (m.position, m.title, m.sku, m.barcode, m.price, m.compare_at_price, m.cost, m.inventory_quantity,
       m.inventory_policy, m.tracked, m.taxable, m.weight, m.weight_unit, m.option1, m.option2, m.option3)
