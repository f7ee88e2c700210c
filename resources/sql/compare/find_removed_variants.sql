-- Variants of linked products that the catalogue has and Shopify has no more; a conflict when they were edited here, in
-- which the edit wins. Another place alone is no edit: places move with every variant that comes or goes.
INSERT INTO compare_fields
SELECT s.shopify_product_id, v.shopify_variant_id, v.id, '', b.title, v.title, NULL,
       edited.here, false, NULL,
       CASE WHEN edited.here THEN 'keep_ours' ELSE 'undecided' END
FROM compare_scope s
JOIN shopify_products mp ON mp.id = s.shopify_product_id
JOIN products p ON p.shopify_product_id = s.shopify_product_id
JOIN product_variants v ON v.product_id = p.id AND v.shopify_variant_id IS NOT NULL
LEFT JOIN base_variants b ON b.id = v.shopify_variant_id
CROSS JOIN LATERAL (SELECT (v.title, v.sku, v.barcode, v.price, v.compare_at_price, v.cost, v.inventory_quantity,
       v.inventory_policy, v.tracked, v.taxable, v.weight, v.weight_unit, v.option1, v.option2, v.option3)
       IS DISTINCT FROM
       (b.title, b.sku, b.barcode, b.price, b.compare_at_price, b.cost, b.inventory_quantity,
       b.inventory_policy, b.tracked, b.taxable, b.weight, b.weight_unit, b.option1, b.option2, b.option3)
       OR EXISTS (SELECT FROM facet_edits e WHERE e.product_id = p.id AND e.variant_id = v.id) AS here) AS edited
WHERE NOT EXISTS (SELECT FROM shopify_variants m WHERE m.id = v.shopify_variant_id)
