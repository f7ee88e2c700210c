-- Some fields of a product in the mirror. Its line is not known any more: the next pull reads it anew.
UPDATE shopify_products o
SET title = n.title,
    handle = n.handle,
    description_html = n.description_html,
    vendor = n.vendor,
    product_type = n.product_type,
    status = n.status,
    tags = n.tags,
    seo_title = n.seo_title,
    seo_description = n.seo_description,
    option_names = n.option_names,
    created_at = n.created_at,
    updated_at = n.updated_at,
    content_hash = :hash::uuid,
    line_hash = 0
FROM shopify_products x
CROSS JOIN LATERAL jsonb_populate_record(x, :patch::jsonb) AS n
WHERE x.id = :id AND o.id = x.id
