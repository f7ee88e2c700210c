-- Products whose line changed.
UPDATE shopify_products m
SET (line_hash, content_hash, title, handle, description_html, vendor, product_type, status, tags, seo_title,
     seo_description, option_names, created_at, updated_at, variant_count, linked_options)
    = (n.line_hash, n.content_hash, n.title, n.handle, n.description_html, n.vendor, n.product_type, n.status,
       n.tags, n.seo_title, n.seo_description, n.option_names, n.created_at, n.updated_at, n.variant_count,
       n.linked_options)
FROM pulled_products n
WHERE m.id = n.id
