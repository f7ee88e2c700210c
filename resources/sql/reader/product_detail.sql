-- What the detail pane shows of a product beyond its row.
SELECT p.handle, p.description_html, p.tags, p.seo_title, p.seo_description, p.option_names, p.content_version
FROM products p
WHERE p.id = :id
