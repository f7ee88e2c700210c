-- A draft like a product of the catalogue: without what belongs to that one alone, its handle and its place in Shopify.
INSERT INTO products (name, category_id, description_html, vendor, product_type, status, tags, seo_title,
                      seo_description, option_names, updated_by)
SELECT :title, p.category_id, p.description_html, p.vendor, p.product_type, 'draft', p.tags, p.seo_title,
       p.seo_description, p.option_names, :operator
FROM products p
WHERE p.id = :source
RETURNING id
