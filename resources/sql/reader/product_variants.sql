-- The variants of a product in their order.
SELECT v.id, v.shopify_variant_id, v.position, v.title, v.sku, v.barcode, v.price::text, v.compare_at_price::text,
       v.cost::text, v.inventory_quantity, v.option1, v.option2, v.option3, v.tracked
FROM product_variants v
WHERE v.product_id = :id
ORDER BY v.position, v.id
