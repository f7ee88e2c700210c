-- The base of a variant it does not have yet: what the mirror holds.
INSERT INTO base_variants (id, product_id, content_hash, inventory_item_id, position, title, sku, barcode, price, compare_at_price, cost, inventory_quantity, inventory_policy, tracked, taxable, weight, weight_unit, option1, option2, option3)
SELECT id, product_id, content_hash, inventory_item_id, position, title, sku, barcode, price, compare_at_price, cost, inventory_quantity, inventory_policy, tracked, taxable, weight, weight_unit, option1, option2, option3 FROM shopify_variants WHERE id = :id
ON CONFLICT (id) DO NOTHING
