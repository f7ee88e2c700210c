-- Products compared for the first time, all of whose fields were decided, have a base now.
INSERT INTO base_products (id, content_hash, title, handle, description_html, vendor, product_type, status, tags, seo_title,
    seo_description, option_names)
SELECT m.id, m.content_hash, m.title, m.handle, m.description_html, m.vendor, m.product_type, m.status, m.tags,
    m.seo_title, m.seo_description, m.option_names
FROM apply_chunk a
JOIN shopify_products m ON m.id = a.shopify_product_id
WHERE a.change_type = 'update'
  AND NOT EXISTS (SELECT FROM staged_field_changes f
                  WHERE f.change_id = a.change_id AND f.shopify_variant_id = 0 AND f.decision = 'reject' AND NOT is_facet(f.field))
ON CONFLICT (id) DO NOTHING
