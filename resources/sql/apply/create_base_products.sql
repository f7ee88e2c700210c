-- New products agree with Shopify.
INSERT INTO base_products (id, content_hash, title, handle, description_html, vendor, product_type, status, tags, seo_title,
    seo_description, option_names)
SELECT m.id, m.content_hash, m.title, m.handle, m.description_html, m.vendor, m.product_type, m.status, m.tags,
    m.seo_title, m.seo_description, m.option_names
FROM apply_chunk a
JOIN shopify_products m ON m.id = a.shopify_product_id
WHERE a.change_type IN ('create', 'restore')
ON CONFLICT (id) DO UPDATE
SET (content_hash, title, handle, description_html, vendor, product_type, status, tags, seo_title,
     seo_description, option_names)
    = (excluded.content_hash, excluded.title, excluded.handle, excluded.description_html, excluded.vendor,
       excluded.product_type, excluded.status, excluded.tags, excluded.seo_title, excluded.seo_description,
       excluded.option_names)
