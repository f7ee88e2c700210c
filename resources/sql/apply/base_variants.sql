-- The base of every variant field decided is what Shopify has, whichever side was chosen.
UPDATE base_variants b SET
    content_hash = '00000000-0000-0000-0000-000000000000',
    position = CASE WHEN 'position' = ANY (v.fields) THEN m.position ELSE b.position END,
    title = CASE WHEN 'title' = ANY (v.fields) THEN m.title ELSE b.title END,
    sku = CASE WHEN 'sku' = ANY (v.fields) THEN m.sku ELSE b.sku END,
    barcode = CASE WHEN 'barcode' = ANY (v.fields) THEN m.barcode ELSE b.barcode END,
    price = CASE WHEN 'price' = ANY (v.fields) THEN m.price ELSE b.price END,
    compare_at_price = CASE WHEN 'compare_at_price' = ANY (v.fields) THEN m.compare_at_price ELSE b.compare_at_price END,
    cost = CASE WHEN 'cost' = ANY (v.fields) THEN m.cost ELSE b.cost END,
    inventory_quantity = CASE WHEN 'inventory_quantity' = ANY (v.fields) OR (SELECT stock_is_by_location()) THEN m.inventory_quantity ELSE b.inventory_quantity END,
    inventory_policy = CASE WHEN 'inventory_policy' = ANY (v.fields) THEN m.inventory_policy ELSE b.inventory_policy END,
    tracked = CASE WHEN 'tracked' = ANY (v.fields) THEN m.tracked ELSE b.tracked END,
    taxable = CASE WHEN 'taxable' = ANY (v.fields) THEN m.taxable ELSE b.taxable END,
    weight = CASE WHEN 'weight' = ANY (v.fields) THEN m.weight ELSE b.weight END,
    weight_unit = CASE WHEN 'weight_unit' = ANY (v.fields) THEN m.weight_unit ELSE b.weight_unit END,
    option1 = CASE WHEN 'option1' = ANY (v.fields) THEN m.option1 ELSE b.option1 END,
    option2 = CASE WHEN 'option2' = ANY (v.fields) THEN m.option2 ELSE b.option2 END,
    option3 = CASE WHEN 'option3' = ANY (v.fields) THEN m.option3 ELSE b.option3 END
FROM (SELECT shopify_variant_id, array_agg(field) AS fields
      FROM apply_values WHERE shopify_variant_id <> 0 AND field <> '' AND NOT is_facet(field) GROUP BY shopify_variant_id) AS v
JOIN shopify_variants m ON m.id = v.shopify_variant_id
WHERE b.id = m.id
