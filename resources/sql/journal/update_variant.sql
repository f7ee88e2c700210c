-- Some fields of variants of the catalogue, the rest as it is.
UPDATE product_variants o
SET position = n.position,
    title = n.title,
    sku = n.sku,
    barcode = n.barcode,
    price = n.price,
    compare_at_price = n.compare_at_price,
    cost = n.cost,
    inventory_quantity = n.inventory_quantity,
    inventory_policy = n.inventory_policy,
    tracked = n.tracked,
    taxable = n.taxable,
    weight = n.weight,
    weight_unit = n.weight_unit,
    option1 = n.option1,
    option2 = n.option2,
    option3 = n.option3,
    shopify_variant_id = n.shopify_variant_id,
    inventory_item_id = n.inventory_item_id,
    updated_at = now()
FROM jsonb_to_recordset(:rows::jsonb) AS r (id bigint, patch jsonb)
JOIN product_variants x ON x.id = r.id
CROSS JOIN LATERAL jsonb_populate_record(x, r.patch) AS n
WHERE o.id = r.id
