-- What an update writes to the product itself: its version, what it repeats of its variants, and when it was in step.
UPDATE products p SET
    content_version = p.content_version + 1,
    updated_at = now(), updated_by = :operator, shopify_synced_at = now(), sync_error = NULL,
    sku = (SELECT v.sku FROM product_variants v WHERE v.product_id = p.id ORDER BY v.position, v.id LIMIT 1),
    variant_count = summary.variants, min_price = summary.min_price, total_inventory = summary.inventory
FROM apply_chunk a
CROSS JOIN LATERAL (
    SELECT count(*) AS variants, min(v.price) AS min_price, coalesce(sum(v.inventory_quantity), 0) AS inventory
    FROM product_variants v WHERE v.product_id = a.product_id
) AS summary
WHERE a.change_type = 'update' AND p.id = a.product_id
