-- Fields of products on which catalogue and Shopify agree now.
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
    content_hash = r.hash
FROM jsonb_to_recordset(:rows::jsonb) AS r (id bigint, patch jsonb, hash uuid)
JOIN base_products x ON x.id = r.id
CROSS JOIN LATERAL jsonb_populate_record(x, r.patch) AS n
WHERE o.id = r.id
