-- Some fields of variants in the mirror. Their lines are not known any more: the next pull reads them anew.
UPDATE shopify_variants o
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
    inventory_item_id = n.inventory_item_id,
    product_id = n.product_id,
    content_hash = r.hash,
    line_hash = 0
FROM jsonb_to_recordset(:rows::jsonb) AS r (id bigint, patch jsonb, hash uuid)
JOIN shopify_variants x ON x.id = r.id
CROSS JOIN LATERAL jsonb_populate_record(x, r.patch) AS n
WHERE o.id = r.id
