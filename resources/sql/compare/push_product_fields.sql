-- Product fields edited here while Shopify still has the base. One that changed there too is a conflict, staged by the
-- pull; unless it is a list: then what is sent is both sides' changes together.
INSERT INTO push_fields
SELECT p.id, 0, NULL, d.*
FROM push_scope s
JOIN products p ON p.id = s.product_id
JOIN base_products b ON b.id = p.shopify_product_id
JOIN shopify_products m ON m.id = b.id
CROSS JOIN LATERAL (
    SELECT CASE WHEN p.tags IS DISTINCT FROM b.tags AND m.tags IS DISTINCT FROM b.tags
                THEN merge_tags(b.tags, p.tags, m.tags) ELSE p.tags END AS tags,
           CASE WHEN p.option_names IS DISTINCT FROM b.option_names AND m.option_names IS DISTINCT FROM b.option_names
                THEN merge_option_names(b.option_names, p.option_names, m.option_names)
                ELSE p.option_names END AS option_names
    OFFSET 0
) AS wanted
CROSS JOIN LATERAL (
    SELECT 'title', b.title, p.name, m.title, NULL
    WHERE p.name IS DISTINCT FROM b.title AND NOT (m.title IS DISTINCT FROM b.title)
    UNION ALL
    SELECT 'handle', b.handle, p.handle, m.handle, NULL
    WHERE p.handle IS DISTINCT FROM b.handle AND NOT (m.handle IS DISTINCT FROM b.handle)
    UNION ALL
    SELECT 'description_html', b.description_html, p.description_html, m.description_html, NULL
    WHERE p.description_html IS DISTINCT FROM b.description_html AND NOT (m.description_html IS DISTINCT FROM b.description_html)
    UNION ALL
    SELECT 'vendor', b.vendor, p.vendor, m.vendor, NULL
    WHERE p.vendor IS DISTINCT FROM b.vendor AND NOT (m.vendor IS DISTINCT FROM b.vendor)
    UNION ALL
    SELECT 'product_type', b.product_type, p.product_type, m.product_type, NULL
    WHERE p.product_type IS DISTINCT FROM b.product_type AND NOT (m.product_type IS DISTINCT FROM b.product_type)
    UNION ALL
    SELECT 'status', b.status, p.status, m.status, NULL
    WHERE p.status IS DISTINCT FROM b.status AND NOT (m.status IS DISTINCT FROM b.status)
    UNION ALL
    SELECT 'tags', to_jsonb(b.tags)::text, to_jsonb(p.tags)::text, to_jsonb(m.tags)::text,
        CASE WHEN canonical_tags(m.tags) <> canonical_tags(b.tags) THEN to_jsonb(wanted.tags)::text END
    WHERE p.tags IS DISTINCT FROM b.tags AND canonical_tags(p.tags) <> canonical_tags(b.tags)
      AND wanted.tags IS NOT NULL AND canonical_tags(wanted.tags) <> canonical_tags(m.tags)
    UNION ALL
    SELECT 'seo_title', b.seo_title, p.seo_title, m.seo_title, NULL
    WHERE p.seo_title IS DISTINCT FROM b.seo_title AND NOT (m.seo_title IS DISTINCT FROM b.seo_title)
    UNION ALL
    SELECT 'seo_description', b.seo_description, p.seo_description, m.seo_description, NULL
    WHERE p.seo_description IS DISTINCT FROM b.seo_description AND NOT (m.seo_description IS DISTINCT FROM b.seo_description)
    UNION ALL
    SELECT 'option_names', to_jsonb(b.option_names)::text, to_jsonb(p.option_names)::text, to_jsonb(m.option_names)::text,
        CASE WHEN m.option_names <> b.option_names THEN to_jsonb(wanted.option_names)::text END
    WHERE p.option_names <> b.option_names AND wanted.option_names <> m.option_names
) AS d
