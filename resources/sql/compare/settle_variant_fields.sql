-- Variants of which some fields were changed alike on both sides and others are still to be decided.
UPDATE base_variants b
SET content_hash = '00000000-0000-0000-0000-000000000000',
    position = CASE WHEN 'position' = ANY (f.fields) THEN m.position ELSE b.position END,
    title = CASE WHEN 'title' = ANY (f.fields) THEN m.title ELSE b.title END,
    sku = CASE WHEN 'sku' = ANY (f.fields) THEN m.sku ELSE b.sku END,
    barcode = CASE WHEN 'barcode' = ANY (f.fields) THEN m.barcode ELSE b.barcode END,
    price = CASE WHEN 'price' = ANY (f.fields) THEN m.price ELSE b.price END,
    compare_at_price = CASE WHEN 'compare_at_price' = ANY (f.fields) THEN m.compare_at_price ELSE b.compare_at_price END,
    cost = CASE WHEN 'cost' = ANY (f.fields) THEN m.cost ELSE b.cost END,
    inventory_quantity = CASE WHEN 'inventory_quantity' = ANY (f.fields) OR (SELECT stock_is_by_location()) THEN m.inventory_quantity ELSE b.inventory_quantity END,
    inventory_policy = CASE WHEN 'inventory_policy' = ANY (f.fields) THEN m.inventory_policy ELSE b.inventory_policy END,
    tracked = CASE WHEN 'tracked' = ANY (f.fields) THEN m.tracked ELSE b.tracked END,
    taxable = CASE WHEN 'taxable' = ANY (f.fields) THEN m.taxable ELSE b.taxable END,
    weight = CASE WHEN 'weight' = ANY (f.fields) THEN m.weight ELSE b.weight END,
    weight_unit = CASE WHEN 'weight_unit' = ANY (f.fields) THEN m.weight_unit ELSE b.weight_unit END,
    option1 = CASE WHEN 'option1' = ANY (f.fields) THEN m.option1 ELSE b.option1 END,
    option2 = CASE WHEN 'option2' = ANY (f.fields) THEN m.option2 ELSE b.option2 END,
    option3 = CASE WHEN 'option3' = ANY (f.fields) THEN m.option3 ELSE b.option3 END
FROM (SELECT shopify_variant_id, array_agg(field) FILTER (WHERE is_same) AS fields
      FROM compare_fields
      WHERE shopify_variant_id <> 0 AND NOT is_facet(field)
      GROUP BY shopify_variant_id
      HAVING bool_or(is_same) AND NOT bool_and(is_same)) AS f
JOIN shopify_variants m ON m.id = f.shopify_variant_id
WHERE b.id = m.id
