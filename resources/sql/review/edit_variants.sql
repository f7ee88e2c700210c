-- Writes the edited fields of a product's variants, given as a JSON object of fields by variant id; an empty text is
-- "no value" where the column allows none. Returns the ids found.
UPDATE product_variants v
SET title = CASE WHEN jsonb_exists(e.fields, 'title') THEN e.fields->>'title' ELSE v.title END,
    sku = CASE WHEN jsonb_exists(e.fields, 'sku') THEN nullif(e.fields->>'sku', '') ELSE v.sku END,
    barcode = CASE WHEN jsonb_exists(e.fields, 'barcode') THEN nullif(e.fields->>'barcode', '') ELSE v.barcode END,
    price = CASE WHEN jsonb_exists(e.fields, 'price') THEN (e.fields->>'price')::numeric ELSE v.price END,
    compare_at_price = CASE WHEN jsonb_exists(e.fields, 'compare_at_price')
                            THEN nullif(e.fields->>'compare_at_price', '')::numeric ELSE v.compare_at_price END,
    cost = CASE WHEN jsonb_exists(e.fields, 'cost') THEN nullif(e.fields->>'cost', '')::numeric ELSE v.cost END,
    inventory_quantity = CASE WHEN jsonb_exists(e.fields, 'inventory_quantity')
                              THEN (e.fields->>'inventory_quantity')::integer ELSE v.inventory_quantity END,
    inventory_policy = CASE WHEN jsonb_exists(e.fields, 'inventory_policy') THEN e.fields->>'inventory_policy'
                            ELSE v.inventory_policy END,
    tracked = CASE WHEN jsonb_exists(e.fields, 'tracked') THEN (e.fields->>'tracked')::boolean ELSE v.tracked END,
    taxable = CASE WHEN jsonb_exists(e.fields, 'taxable') THEN (e.fields->>'taxable')::boolean ELSE v.taxable END,
    weight = CASE WHEN jsonb_exists(e.fields, 'weight') THEN nullif(e.fields->>'weight', '')::numeric ELSE v.weight END,
    weight_unit = CASE WHEN jsonb_exists(e.fields, 'weight_unit') THEN nullif(e.fields->>'weight_unit', '')
                       ELSE v.weight_unit END,
    position = CASE WHEN jsonb_exists(e.fields, 'position') THEN (e.fields->>'position')::integer ELSE v.position END,
    option1 = CASE WHEN jsonb_exists(e.fields, 'option1') THEN nullif(e.fields->>'option1', '') ELSE v.option1 END,
    option2 = CASE WHEN jsonb_exists(e.fields, 'option2') THEN nullif(e.fields->>'option2', '') ELSE v.option2 END,
    option3 = CASE WHEN jsonb_exists(e.fields, 'option3') THEN nullif(e.fields->>'option3', '') ELSE v.option3 END,
    updated_at = now()
FROM (SELECT key::bigint AS id, value AS fields FROM jsonb_each(:variants::jsonb)) AS e
WHERE v.id = e.id AND v.product_id = :product
RETURNING v.id
