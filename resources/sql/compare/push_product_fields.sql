-- Product fields edited here while Shopify still has the base. One that changed there too is a conflict, staged by the pull.
INSERT INTO push_fields
SELECT p.id, 0, NULL, d.*
FROM push_scope s
JOIN products p ON p.id = s.product_id
JOIN base_products b ON b.id = p.shopify_product_id
JOIN shopify_products m ON m.id = b.id
CROSS JOIN LATERAL (
    SELECT 'title', b.title, p.name, m.title
    WHERE p.name IS DISTINCT FROM b.title AND NOT (m.title IS DISTINCT FROM b.title)
    UNION ALL
    SELECT 'handle', b.handle, p.handle, m.handle
    WHERE p.handle IS DISTINCT FROM b.handle AND NOT (m.handle IS DISTINCT FROM b.handle)
    UNION ALL
    SELECT 'description_html', b.description_html, p.description_html, m.description_html
    WHERE p.description_html IS DISTINCT FROM b.description_html AND NOT (m.description_html IS DISTINCT FROM b.description_html)
    UNION ALL
    SELECT 'vendor', b.vendor, p.vendor, m.vendor
    WHERE p.vendor IS DISTINCT FROM b.vendor AND NOT (m.vendor IS DISTINCT FROM b.vendor)
    UNION ALL
    SELECT 'product_type', b.product_type, p.product_type, m.product_type
    WHERE p.product_type IS DISTINCT FROM b.product_type AND NOT (m.product_type IS DISTINCT FROM b.product_type)
    UNION ALL
    SELECT 'status', b.status, p.status, m.status
    WHERE p.status IS DISTINCT FROM b.status AND NOT (m.status IS DISTINCT FROM b.status)
    UNION ALL
    SELECT 'tags', to_jsonb(b.tags)::text, to_jsonb(p.tags)::text, to_jsonb(m.tags)::text
    WHERE (p.tags IS DISTINCT FROM b.tags AND canonical_tags(p.tags) IS DISTINCT FROM canonical_tags(b.tags)) AND NOT ((m.tags IS DISTINCT FROM b.tags AND canonical_tags(m.tags) IS DISTINCT FROM canonical_tags(b.tags)))
    UNION ALL
    SELECT 'seo_title', b.seo_title, p.seo_title, m.seo_title
    WHERE p.seo_title IS DISTINCT FROM b.seo_title AND NOT (m.seo_title IS DISTINCT FROM b.seo_title)
    UNION ALL
    SELECT 'seo_description', b.seo_description, p.seo_description, m.seo_description
    WHERE p.seo_description IS DISTINCT FROM b.seo_description AND NOT (m.seo_description IS DISTINCT FROM b.seo_description)
    UNION ALL
    SELECT 'option_names', to_jsonb(b.option_names)::text, to_jsonb(p.option_names)::text, to_jsonb(m.option_names)::text
    WHERE p.option_names IS DISTINCT FROM b.option_names AND NOT (m.option_names IS DISTINCT FROM b.option_names)
) AS d
