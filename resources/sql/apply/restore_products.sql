-- Products as they were, under the ids they had. The version only grows, so that nobody who saw the product in between
-- overwrites it unseen.
INSERT INTO products (id, sku, name, category_id, shopify_product_id, shopify_sync_status, shopify_synced_at, sync_error, handle,
    description_html, vendor, product_type, status, tags, seo_title, seo_description, option_names,
    variant_count, min_price, total_inventory, content_version, locally_edited, created_at, updated_at,
    updated_by)
SELECT r.product_id, b.sku, b.name, (SELECT c.id FROM categories c WHERE c.id = b.category_id), b.shopify_product_id,
    b.shopify_sync_status, b.shopify_synced_at, b.sync_error, b.handle, b.description_html, b.vendor,
    b.product_type, b.status, b.tags, b.seo_title, b.seo_description, b.option_names, b.variant_count,
    b.min_price, b.total_inventory,
    greatest(b.content_version, (r.current #>> '{product,content_version}')::bigint) + 1, b.locally_edited,
    b.created_at, b.updated_at, b.updated_by
FROM restore_set r
CROSS JOIN LATERAL jsonb_populate_record(NULL::products, r.before -> 'product') AS b
WHERE r.before IS NOT NULL
ON CONFLICT (id) DO UPDATE
SET (sku, name, category_id, shopify_product_id, shopify_sync_status, shopify_synced_at, sync_error, handle,
     description_html, vendor, product_type, status, tags, seo_title, seo_description, option_names,
     variant_count, min_price, total_inventory, content_version, locally_edited, created_at, updated_at,
     updated_by)
    = (excluded.sku, excluded.name, excluded.category_id, excluded.shopify_product_id,
       excluded.shopify_sync_status, excluded.shopify_synced_at, excluded.sync_error, excluded.handle,
       excluded.description_html, excluded.vendor, excluded.product_type, excluded.status, excluded.tags,
       excluded.seo_title, excluded.seo_description, excluded.option_names, excluded.variant_count,
       excluded.min_price, excluded.total_inventory, excluded.content_version, excluded.locally_edited,
       excluded.created_at, excluded.updated_at, excluded.updated_by)
