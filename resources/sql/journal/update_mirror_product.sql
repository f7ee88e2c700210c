-- Some fields of products in the mirror. Their lines are not known any more: the next pull reads them anew.
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
    content_hash = r.hash,
    line_hash = 0
FROM jsonb_to_recordset(:rows::jsonb) AS r (id bigint, patch jsonb, hash uuid)
JOIN shopify_products x ON x.id = r.id
CROSS JOIN LATERAL jsonb_populate_record(x, r.patch) AS n
WHERE o.id = r.id
