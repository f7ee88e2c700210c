-- Some fields of products of the catalogue, the rest as it is.
UPDATE products o
SET name = n.name,
    handle = n.handle,
    description_html = n.description_html,
    vendor = n.vendor,
    product_type = n.product_type,
    status = n.status,
    tags = n.tags,
    seo_title = n.seo_title,
    seo_description = n.seo_description,
    option_names = n.option_names,
    shopify_product_id = n.shopify_product_id
FROM jsonb_to_recordset(:rows::jsonb) AS r (id bigint, patch jsonb)
JOIN products x ON x.id = r.id
CROSS JOIN LATERAL jsonb_populate_record(x, r.patch) AS n
WHERE o.id = r.id
