-- Some fields of a product of the catalogue, the rest as it is.
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
FROM products x
CROSS JOIN LATERAL jsonb_populate_record(x, :patch::jsonb) AS n
WHERE x.id = :id AND o.id = x.id
