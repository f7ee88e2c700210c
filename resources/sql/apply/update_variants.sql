-- Writes the accepted variant fields.
UPDATE product_variants p SET
    position = CASE WHEN jsonb_exists(v.new, 'position') THEN (v.new ->> 'position')::integer ELSE p.position END,
    title = CASE WHEN jsonb_exists(v.new, 'title') THEN v.new ->> 'title' ELSE p.title END,
    sku = CASE WHEN jsonb_exists(v.new, 'sku') THEN v.new ->> 'sku' ELSE p.sku END,
    barcode = CASE WHEN jsonb_exists(v.new, 'barcode') THEN v.new ->> 'barcode' ELSE p.barcode END,
    price = CASE WHEN jsonb_exists(v.new, 'price') THEN (v.new ->> 'price')::numeric ELSE p.price END,
    compare_at_price = CASE WHEN jsonb_exists(v.new, 'compare_at_price') THEN (v.new ->> 'compare_at_price')::numeric ELSE p.compare_at_price END,
    cost = CASE WHEN jsonb_exists(v.new, 'cost') THEN (v.new ->> 'cost')::numeric ELSE p.cost END,
    inventory_quantity = CASE WHEN jsonb_exists(v.new, 'inventory_quantity') THEN (v.new ->> 'inventory_quantity')::integer ELSE p.inventory_quantity END,
    inventory_policy = CASE WHEN jsonb_exists(v.new, 'inventory_policy') THEN v.new ->> 'inventory_policy' ELSE p.inventory_policy END,
    tracked = CASE WHEN jsonb_exists(v.new, 'tracked') THEN (v.new ->> 'tracked')::boolean ELSE p.tracked END,
    taxable = CASE WHEN jsonb_exists(v.new, 'taxable') THEN (v.new ->> 'taxable')::boolean ELSE p.taxable END,
    weight = CASE WHEN jsonb_exists(v.new, 'weight') THEN (v.new ->> 'weight')::numeric ELSE p.weight END,
    weight_unit = CASE WHEN jsonb_exists(v.new, 'weight_unit') THEN v.new ->> 'weight_unit' ELSE p.weight_unit END,
    option1 = CASE WHEN jsonb_exists(v.new, 'option1') THEN v.new ->> 'option1' ELSE p.option1 END,
    option2 = CASE WHEN jsonb_exists(v.new, 'option2') THEN v.new ->> 'option2' ELSE p.option2 END,
    option3 = CASE WHEN jsonb_exists(v.new, 'option3') THEN v.new ->> 'option3' ELSE p.option3 END,
    updated_at = now()
FROM (SELECT shopify_variant_id, jsonb_object_agg(field, value) AS new
      FROM apply_values
      WHERE shopify_variant_id <> 0 AND field <> '' AND NOT is_facet(field) AND decision <> 'keep_ours'
      GROUP BY shopify_variant_id) AS v
WHERE p.shopify_variant_id = v.shopify_variant_id
