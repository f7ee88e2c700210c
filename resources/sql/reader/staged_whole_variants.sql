-- The variants of a staged create, delete or restore, field by field: what base, catalogue and mirror hold now.
-- Fields that are empty everywhere are left out, and so is the unit of a weight that nobody has.
WITH change AS (
    SELECT product_id, shopify_product_id FROM staged_product_changes WHERE id = :id
), ours AS (
    SELECT v.* FROM product_variants v JOIN change c ON c.product_id = v.product_id
), theirs AS (
    SELECT v.* FROM shopify_variants v JOIN change c ON c.shopify_product_id = v.product_id
), agreed AS (
    SELECT v.* FROM base_variants v JOIN change c ON c.shopify_product_id = v.product_id
)
SELECT coalesce(o.shopify_variant_id, t.id, b.id), coalesce(o.title, t.title, b.title), f.field, f.base, f.local, f.remote
FROM ours o
FULL JOIN theirs t ON t.id = o.shopify_variant_id
FULL JOIN agreed b ON b.id = coalesce(o.shopify_variant_id, t.id)
CROSS JOIN LATERAL (VALUES
    (1, 'title', b.title, o.title, t.title),
    (2, 'sku', b.sku, o.sku, t.sku),
    (3, 'barcode', b.barcode, o.barcode, t.barcode),
    (4, 'price', b.price::text, o.price::text, t.price::text),
    (5, 'compare_at_price', b.compare_at_price::text, o.compare_at_price::text, t.compare_at_price::text),
    (6, 'cost', b.cost::text, o.cost::text, t.cost::text),
    (7, 'inventory_quantity', b.inventory_quantity::text, o.inventory_quantity::text, t.inventory_quantity::text),
    (8, 'inventory_policy', b.inventory_policy, o.inventory_policy, t.inventory_policy),
    (9, 'tracked', b.tracked::text, o.tracked::text, t.tracked::text),
    (10, 'taxable', b.taxable::text, o.taxable::text, t.taxable::text),
    (11, 'weight', b.weight::text, o.weight::text, t.weight::text),
    (12, 'weight_unit', CASE WHEN b.weight IS NOT NULL THEN b.weight_unit END,
        CASE WHEN o.weight IS NOT NULL THEN o.weight_unit END, CASE WHEN t.weight IS NOT NULL THEN t.weight_unit END),
    (13, 'option1', b.option1, o.option1, t.option1),
    (14, 'option2', b.option2, o.option2, t.option2),
    (15, 'option3', b.option3, o.option3, t.option3)
) AS f (position, field, base, local, remote)
WHERE coalesce(nullif(f.base, ''), nullif(f.local, ''), nullif(f.remote, '')) IS NOT NULL
ORDER BY coalesce(o.position, t.position, b.position), coalesce(o.shopify_variant_id, t.id, b.id, o.id), f.position
