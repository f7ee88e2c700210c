-- Variant fields whose value in Shopify is not the base's. Stock that lies at several locations is compared there.
INSERT INTO compare_fields
SELECT m.product_id, m.id, v.id, d.field, d.base_value, d.local_value, d.remote_value,
       NOT d.is_same AND (b.id IS NULL OR d.is_edited), d.is_same
FROM compare_scope s
JOIN shopify_variants m ON m.product_id = s.shopify_product_id
JOIN product_variants v ON v.shopify_variant_id = m.id
LEFT JOIN base_variants b ON b.id = m.id
CROSS JOIN LATERAL (
    SELECT 'position', b.position::text, v.position::text, m.position::text, v.position IS NOT DISTINCT FROM m.position, v.position IS DISTINCT FROM b.position
    WHERE b.position IS DISTINCT FROM m.position
    UNION ALL
    SELECT 'title', b.title, v.title, m.title, v.title IS NOT DISTINCT FROM m.title, v.title IS DISTINCT FROM b.title
    WHERE b.title IS DISTINCT FROM m.title
    UNION ALL
    SELECT 'sku', b.sku, v.sku, m.sku, v.sku IS NOT DISTINCT FROM m.sku, v.sku IS DISTINCT FROM b.sku
    WHERE b.sku IS DISTINCT FROM m.sku
    UNION ALL
    SELECT 'barcode', b.barcode, v.barcode, m.barcode, v.barcode IS NOT DISTINCT FROM m.barcode, v.barcode IS DISTINCT FROM b.barcode
    WHERE b.barcode IS DISTINCT FROM m.barcode
    UNION ALL
    SELECT 'price', b.price::text, v.price::text, m.price::text, v.price IS NOT DISTINCT FROM m.price, v.price IS DISTINCT FROM b.price
    WHERE b.price IS DISTINCT FROM m.price
    UNION ALL
    SELECT 'compare_at_price', b.compare_at_price::text, v.compare_at_price::text, m.compare_at_price::text, v.compare_at_price IS NOT DISTINCT FROM m.compare_at_price, v.compare_at_price IS DISTINCT FROM b.compare_at_price
    WHERE b.compare_at_price IS DISTINCT FROM m.compare_at_price
    UNION ALL
    SELECT 'cost', b.cost::text, v.cost::text, m.cost::text, v.cost IS NOT DISTINCT FROM m.cost, v.cost IS DISTINCT FROM b.cost
    WHERE b.cost IS DISTINCT FROM m.cost
    UNION ALL
    SELECT 'inventory_quantity', b.inventory_quantity::text, v.inventory_quantity::text, m.inventory_quantity::text, v.inventory_quantity IS NOT DISTINCT FROM m.inventory_quantity, v.inventory_quantity IS DISTINCT FROM b.inventory_quantity
    WHERE b.inventory_quantity IS DISTINCT FROM m.inventory_quantity AND NOT (SELECT stock_is_by_location())
    UNION ALL
    SELECT 'inventory_policy', b.inventory_policy, v.inventory_policy, m.inventory_policy, v.inventory_policy IS NOT DISTINCT FROM m.inventory_policy, v.inventory_policy IS DISTINCT FROM b.inventory_policy
    WHERE b.inventory_policy IS DISTINCT FROM m.inventory_policy
    UNION ALL
    SELECT 'tracked', b.tracked::text, v.tracked::text, m.tracked::text, v.tracked IS NOT DISTINCT FROM m.tracked, v.tracked IS DISTINCT FROM b.tracked
    WHERE b.tracked IS DISTINCT FROM m.tracked
    UNION ALL
    SELECT 'taxable', b.taxable::text, v.taxable::text, m.taxable::text, v.taxable IS NOT DISTINCT FROM m.taxable, v.taxable IS DISTINCT FROM b.taxable
    WHERE b.taxable IS DISTINCT FROM m.taxable
    UNION ALL
    SELECT 'weight', b.weight::text, v.weight::text, m.weight::text, v.weight IS NOT DISTINCT FROM m.weight, v.weight IS DISTINCT FROM b.weight
    WHERE b.weight IS DISTINCT FROM m.weight
    UNION ALL
    SELECT 'weight_unit', b.weight_unit, v.weight_unit, m.weight_unit, v.weight_unit IS NOT DISTINCT FROM m.weight_unit, v.weight_unit IS DISTINCT FROM b.weight_unit
    WHERE b.weight_unit IS DISTINCT FROM m.weight_unit
    UNION ALL
    SELECT 'option1', b.option1, v.option1, m.option1, v.option1 IS NOT DISTINCT FROM m.option1, v.option1 IS DISTINCT FROM b.option1
    WHERE b.option1 IS DISTINCT FROM m.option1
    UNION ALL
    SELECT 'option2', b.option2, v.option2, m.option2, v.option2 IS NOT DISTINCT FROM m.option2, v.option2 IS DISTINCT FROM b.option2
    WHERE b.option2 IS DISTINCT FROM m.option2
    UNION ALL
    SELECT 'option3', b.option3, v.option3, m.option3, v.option3 IS NOT DISTINCT FROM m.option3, v.option3 IS DISTINCT FROM b.option3
    WHERE b.option3 IS DISTINCT FROM m.option3
) AS d (field, base_value, local_value, remote_value, is_same, is_edited)
WHERE b.content_hash IS DISTINCT FROM m.content_hash
