-- Variant fields edited here while Shopify still has the base. The title is not sent, as Shopify makes it
-- from the options; places have their own statement. Stock at several locations is a matter of these.
INSERT INTO push_fields
SELECT p.id, m.id, v.id, d.*
FROM push_scope s
JOIN products p ON p.id = s.product_id
JOIN product_variants v ON v.product_id = p.id
JOIN base_variants b ON b.id = v.shopify_variant_id
JOIN shopify_variants m ON m.id = b.id AND m.product_id = p.shopify_product_id
CROSS JOIN LATERAL (
    SELECT 'sku', b.sku, v.sku, m.sku
    WHERE v.sku IS DISTINCT FROM b.sku AND NOT (m.sku IS DISTINCT FROM b.sku)
    UNION ALL
    SELECT 'barcode', b.barcode, v.barcode, m.barcode
    WHERE v.barcode IS DISTINCT FROM b.barcode AND NOT (m.barcode IS DISTINCT FROM b.barcode)
    UNION ALL
    SELECT 'price', b.price::text, v.price::text, m.price::text
    WHERE v.price IS DISTINCT FROM b.price AND NOT (m.price IS DISTINCT FROM b.price)
    UNION ALL
    SELECT 'compare_at_price', b.compare_at_price::text, v.compare_at_price::text, m.compare_at_price::text
    WHERE v.compare_at_price IS DISTINCT FROM b.compare_at_price AND NOT (m.compare_at_price IS DISTINCT FROM b.compare_at_price)
    UNION ALL
    SELECT 'cost', b.cost::text, v.cost::text, m.cost::text
    WHERE v.cost IS DISTINCT FROM b.cost AND NOT (m.cost IS DISTINCT FROM b.cost)
    UNION ALL
    SELECT 'inventory_quantity', b.inventory_quantity::text, v.inventory_quantity::text, m.inventory_quantity::text
    WHERE v.inventory_quantity IS DISTINCT FROM b.inventory_quantity AND NOT (m.inventory_quantity IS DISTINCT FROM b.inventory_quantity)
      AND NOT (SELECT stock_is_by_location())
    UNION ALL
    SELECT 'inventory_policy', b.inventory_policy, v.inventory_policy, m.inventory_policy
    WHERE v.inventory_policy IS DISTINCT FROM b.inventory_policy AND NOT (m.inventory_policy IS DISTINCT FROM b.inventory_policy)
    UNION ALL
    SELECT 'tracked', b.tracked::text, v.tracked::text, m.tracked::text
    WHERE v.tracked IS DISTINCT FROM b.tracked AND NOT (m.tracked IS DISTINCT FROM b.tracked)
    UNION ALL
    SELECT 'taxable', b.taxable::text, v.taxable::text, m.taxable::text
    WHERE v.taxable IS DISTINCT FROM b.taxable AND NOT (m.taxable IS DISTINCT FROM b.taxable)
    UNION ALL
    SELECT 'weight', b.weight::text, v.weight::text, m.weight::text
    WHERE v.weight IS DISTINCT FROM b.weight AND NOT (m.weight IS DISTINCT FROM b.weight)
    UNION ALL
    SELECT 'weight_unit', b.weight_unit, v.weight_unit, m.weight_unit
    WHERE v.weight_unit IS DISTINCT FROM b.weight_unit AND NOT (m.weight_unit IS DISTINCT FROM b.weight_unit)
    UNION ALL
    SELECT 'option1', b.option1, v.option1, m.option1
    WHERE v.option1 IS DISTINCT FROM b.option1 AND NOT (m.option1 IS DISTINCT FROM b.option1)
    UNION ALL
    SELECT 'option2', b.option2, v.option2, m.option2
    WHERE v.option2 IS DISTINCT FROM b.option2 AND NOT (m.option2 IS DISTINCT FROM b.option2)
    UNION ALL
    SELECT 'option3', b.option3, v.option3, m.option3
    WHERE v.option3 IS DISTINCT FROM b.option3 AND NOT (m.option3 IS DISTINCT FROM b.option3)
) AS d
