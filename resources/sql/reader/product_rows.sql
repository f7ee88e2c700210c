-- The rows of the products table by id, in the order of the ids. An id that is gone has no row.
SELECT p.id, p.shopify_product_id, p.sku, p.name, p.vendor, p.product_type, p.status, p.shopify_sync_status,
       p.min_price::text, p.total_inventory, p.variant_count, p.updated_at, p.shopify_synced_at, p.sync_error,
       p.content_version
FROM unnest(:ids::bigint[]) WITH ORDINALITY AS asked (id, position)
JOIN products p ON p.id = asked.id
ORDER BY asked.position
