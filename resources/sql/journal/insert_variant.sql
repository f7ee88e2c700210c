-- A variant the catalogue did not have, with what Shopify holds.
INSERT INTO product_variants (product_id, shopify_variant_id, inventory_item_id, position, title, sku, barcode, price, compare_at_price, cost, inventory_quantity, inventory_policy, tracked, taxable, weight, weight_unit, option1, option2, option3)
SELECT :product, :shopify_variant_id, n.inventory_item_id, n.position, n.title, n.sku, n.barcode, n.price, n.compare_at_price, n.cost, n.inventory_quantity, n.inventory_policy, n.tracked, n.taxable, n.weight, n.weight_unit, n.option1, n.option2, n.option3
FROM jsonb_populate_record(NULL::product_variants, '{"position": 1, "title": "Default Title", "inventory_quantity": 0,
    "inventory_policy": "deny", "tracked": true, "taxable": true}'::jsonb || :patch::jsonb) AS n
RETURNING id
