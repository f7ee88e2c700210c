-- The base of the variants of products, by Shopify id, in canonical text.
SELECT b.id, b.product_id, b.inventory_item_id,
       b.position::text AS position,
       b.title,
       b.sku,
       b.barcode,
       b.price::text AS price,
       b.compare_at_price::text AS compare_at_price,
       b.cost::text AS cost,
       b.inventory_quantity::text AS inventory_quantity,
       b.inventory_policy,
       b.tracked::text AS tracked,
       b.taxable::text AS taxable,
       trim_scale(b.weight)::text AS weight,
       b.weight_unit,
       b.option1,
       b.option2,
       b.option3
FROM base_variants b
WHERE b.product_id = any(:products::bigint[])
ORDER BY b.product_id, b.position, b.id
