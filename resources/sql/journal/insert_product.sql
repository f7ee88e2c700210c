-- A product the catalogue did not have, with what Shopify holds.
INSERT INTO products (name, category_id, shopify_product_id, handle, description_html, vendor, product_type, status, tags,
                      seo_title, seo_description, option_names, updated_by)
SELECT n.name, (SELECT id FROM categories WHERE name = 'Uncategorized'), :shopify_product_id, n.handle, n.description_html,
       n.vendor, n.product_type, n.status, n.tags, n.seo_title, n.seo_description, n.option_names, 'rollback'
FROM jsonb_populate_record(NULL::products, '{"description_html": "", "vendor": "", "product_type": "", "status": "draft",
    "tags": [], "seo_title": "", "seo_description": "", "option_names": []}'::jsonb || :patch::jsonb) AS n
RETURNING id
