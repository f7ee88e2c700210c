-- New products, in step with Shopify from the start.
INSERT INTO products
    (name, handle, description_html, vendor, product_type, status, tags, seo_title, seo_description, option_names,
     category_id, shopify_product_id, shopify_sync_status, shopify_synced_at, updated_by,
     sku, variant_count, min_price, total_inventory)
SELECT m.title, m.handle, m.description_html, m.vendor, m.product_type, m.status, m.tags, m.seo_title, m.seo_description,
    m.option_names,
    category.id, m.id, 'synced', now(), :operator,
    first_variant.sku, coalesce(summary.variants, 0), summary.min_price, coalesce(summary.inventory, 0)
FROM apply_chunk a
JOIN shopify_products m ON m.id = a.shopify_product_id
LEFT JOIN categories category ON category.name = 'Uncategorized'
LEFT JOIN (
    SELECT v.product_id, count(*) AS variants, min(v.price) AS min_price, sum(v.inventory_quantity) AS inventory
    FROM shopify_variants v JOIN apply_chunk a ON a.shopify_product_id = v.product_id
    GROUP BY v.product_id
) AS summary ON summary.product_id = m.id
LEFT JOIN (
    SELECT DISTINCT ON (v.product_id) v.product_id, v.sku
    FROM shopify_variants v JOIN apply_chunk a ON a.shopify_product_id = v.product_id
    ORDER BY v.product_id, v.position, v.id
) AS first_variant ON first_variant.product_id = m.id
WHERE a.change_type IN ('create', 'restore')
ORDER BY a.change_id
