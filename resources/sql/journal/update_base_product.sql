-- Fields of a product on which catalogue and Shopify agree now.
UPDATE base_products o
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
    content_hash = :hash::uuid
FROM base_products x
CROSS JOIN LATERAL jsonb_populate_record(x, :patch::jsonb) AS n
WHERE x.id = :id AND o.id = x.id
