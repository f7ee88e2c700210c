-- A product made here, with the fields given; a field not given keeps the column's default.
INSERT INTO products (name, category_id, handle, description_html, vendor, product_type, status, tags, seo_title,
                      seo_description, option_names, updated_by)
SELECT n.fields ->> 'title', (SELECT c.id FROM categories c WHERE c.name = 'Uncategorized'),
       nullif(n.fields ->> 'handle', ''), coalesce(n.fields ->> 'description_html', ''),
       coalesce(n.fields ->> 'vendor', ''), coalesce(n.fields ->> 'product_type', ''), n.fields ->> 'status',
       ARRAY(SELECT jsonb_array_elements_text(coalesce(n.fields ->> 'tags', '[]')::jsonb)),
       coalesce(n.fields ->> 'seo_title', ''), coalesce(n.fields ->> 'seo_description', ''),
       ARRAY(SELECT jsonb_array_elements_text(coalesce(n.fields ->> 'option_names', '[]')::jsonb)), :operator
FROM (SELECT :fields::jsonb AS fields) AS n
RETURNING id
