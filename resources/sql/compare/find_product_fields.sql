-- Product fields whose value in Shopify is not the base's. Without a base every field counts as edited on both sides.
-- Hashes tell which products need a look at all.
INSERT INTO compare_fields
SELECT m.id, 0, NULL, d.field, d.base_value, d.local_value, d.remote_value,
       NOT d.is_same AND (b.id IS NULL OR d.is_edited), d.is_same
FROM compare_scope s
JOIN shopify_products m ON m.id = s.shopify_product_id
JOIN products p ON p.shopify_product_id = m.id
LEFT JOIN base_products b ON b.id = m.id
CROSS JOIN LATERAL (
    SELECT 'title', b.title, p.name, m.title, NOT (p.name IS DISTINCT FROM m.title), p.name IS DISTINCT FROM b.title
    WHERE b.title IS DISTINCT FROM m.title
    UNION ALL
    SELECT 'handle', b.handle, p.handle, m.handle, NOT (p.handle IS DISTINCT FROM m.handle), p.handle IS DISTINCT FROM b.handle
    WHERE b.handle IS DISTINCT FROM m.handle
    UNION ALL
    SELECT 'description_html', b.description_html, p.description_html, m.description_html, NOT (p.description_html IS DISTINCT FROM m.description_html), p.description_html IS DISTINCT FROM b.description_html
    WHERE b.description_html IS DISTINCT FROM m.description_html
    UNION ALL
    SELECT 'vendor', b.vendor, p.vendor, m.vendor, NOT (p.vendor IS DISTINCT FROM m.vendor), p.vendor IS DISTINCT FROM b.vendor
    WHERE b.vendor IS DISTINCT FROM m.vendor
    UNION ALL
    SELECT 'product_type', b.product_type, p.product_type, m.product_type, NOT (p.product_type IS DISTINCT FROM m.product_type), p.product_type IS DISTINCT FROM b.product_type
    WHERE b.product_type IS DISTINCT FROM m.product_type
    UNION ALL
    SELECT 'status', b.status, p.status, m.status, NOT (p.status IS DISTINCT FROM m.status), p.status IS DISTINCT FROM b.status
    WHERE b.status IS DISTINCT FROM m.status
    UNION ALL
    SELECT 'tags', to_jsonb(b.tags)::text, to_jsonb(p.tags)::text, to_jsonb(m.tags)::text, NOT ((p.tags IS DISTINCT FROM m.tags AND canonical_tags(p.tags) IS DISTINCT FROM canonical_tags(m.tags))), (p.tags IS DISTINCT FROM b.tags AND canonical_tags(p.tags) IS DISTINCT FROM canonical_tags(b.tags))
    WHERE (b.tags IS DISTINCT FROM m.tags AND canonical_tags(b.tags) IS DISTINCT FROM canonical_tags(m.tags))
    UNION ALL
    SELECT 'seo_title', b.seo_title, p.seo_title, m.seo_title, NOT (p.seo_title IS DISTINCT FROM m.seo_title), p.seo_title IS DISTINCT FROM b.seo_title
    WHERE b.seo_title IS DISTINCT FROM m.seo_title
    UNION ALL
    SELECT 'seo_description', b.seo_description, p.seo_description, m.seo_description, NOT (p.seo_description IS DISTINCT FROM m.seo_description), p.seo_description IS DISTINCT FROM b.seo_description
    WHERE b.seo_description IS DISTINCT FROM m.seo_description
    UNION ALL
    SELECT 'option_names', to_jsonb(b.option_names)::text, to_jsonb(p.option_names)::text, to_jsonb(m.option_names)::text, NOT (p.option_names IS DISTINCT FROM m.option_names), p.option_names IS DISTINCT FROM b.option_names
    WHERE b.option_names IS DISTINCT FROM m.option_names
) AS d (field, base_value, local_value, remote_value, is_same, is_edited)
WHERE b.content_hash IS DISTINCT FROM m.content_hash
