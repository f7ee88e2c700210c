-- The base of variants it does not have yet: what the mirror holds.
WITH lacking AS (
    SELECT r.id FROM jsonb_to_recordset(:rows::jsonb) AS r (id bigint)
), facets AS (
    INSERT INTO base_facets (product_id, variant_id, field, value)
    SELECT v.product_id, v.id, m.field, m.value
    FROM shopify_variants v JOIN shopify_facets m ON m.product_id = 0 AND m.variant_id = v.id
    WHERE v.id = any(ARRAY(SELECT id FROM lacking))
    ON CONFLICT (product_id, variant_id, field) DO UPDATE SET value = excluded.value
)
INSERT INTO base_variants (id, product_id, content_hash, inventory_item_id, position, title, sku, barcode, price, compare_at_price, cost, inventory_quantity, inventory_policy, tracked, taxable, weight, weight_unit, option1, option2, option3)
SELECT id, product_id, content_hash, inventory_item_id, position, title, sku, barcode, price, compare_at_price, cost, inventory_quantity, inventory_policy, tracked, taxable, weight, weight_unit, option1, option2, option3 FROM shopify_variants WHERE id = any(ARRAY(SELECT id FROM lacking))
ON CONFLICT (id) DO NOTHING
