-- The variants of products of the catalogue.
SELECT v.id, v.product_id, v.shopify_variant_id, v.inventory_item_id,
       v.position::text AS position,
       v.title,
       v.sku,
       v.barcode,
       v.price::text AS price,
       v.compare_at_price::text AS compare_at_price,
       v.cost::text AS cost,
       v.inventory_quantity::text AS inventory_quantity,
       v.inventory_policy,
       v.tracked::text AS tracked,
       v.taxable::text AS taxable,
       trim_scale(v.weight)::text AS weight,
       v.weight_unit,
       v.option1,
       v.option2,
       v.option3
FROM product_variants v
WHERE v.product_id = any(:products::bigint[])
ORDER BY v.product_id, v.position, v.id
