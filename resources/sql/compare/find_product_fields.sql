-- Product fields whose value in Shopify is not the base's. Without a base every field counts as edited on both sides.
-- Hashes tell which products need a look at all. Lists that both sides changed are merged, and are a conflict only where
-- that cannot be done.
INSERT INTO compare_fields
SELECT m.id, 0, NULL, d.field, d.base_value, d.local_value, d.remote_value,
       NOT d.is_same AND (b.id IS NULL OR d.is_edited), d.is_same, d.merged_value
FROM compare_scope s
JOIN shopify_products m ON m.id = s.shopify_product_id
JOIN products p ON p.shopify_product_id = m.id
LEFT JOIN base_products b ON b.id = m.id
CROSS JOIN LATERAL (
    SELECT CASE WHEN p.tags IS DISTINCT FROM b.tags AND m.tags IS DISTINCT FROM b.tags AND b.id IS NOT NULL
                THEN merge_tags(b.tags, p.tags, m.tags) END AS tags,
           CASE WHEN p.option_names IS DISTINCT FROM b.option_names AND m.option_names IS DISTINCT FROM b.option_names
                 AND b.id IS NOT NULL
                THEN merge_option_names(b.option_names, p.option_names, m.option_names) END AS option_names
    OFFSET 0
) AS merged
CROSS JOIN LATERAL (
    SELECT 'title', b.title, p.name, m.title, NOT (p.name IS DISTINCT FROM m.title), p.name IS DISTINCT FROM b.title, NULL
    WHERE b.title IS DISTINCT FROM m.title
    UNION ALL
    SELECT 'handle', b.handle, p.handle, m.handle, NOT (p.handle IS DISTINCT FROM m.handle), p.handle IS DISTINCT FROM b.handle, NULL
    WHERE b.handle IS DISTINCT FROM m.handle
    UNION ALL
    SELECT 'description_html', b.description_html, p.description_html, m.description_html, NOT (p.description_html IS DISTINCT FROM m.description_html), p.description_html IS DISTINCT FROM b.description_html, NULL
    WHERE b.description_html IS DISTINCT FROM m.description_html
    UNION ALL
    SELECT 'vendor', b.vendor, p.vendor, m.vendor, NOT (p.vendor IS DISTINCT FROM m.vendor), p.vendor IS DISTINCT FROM b.vendor, NULL
    WHERE b.vendor IS DISTINCT FROM m.vendor
    UNION ALL
    SELECT 'product_type', b.product_type, p.product_type, m.product_type, NOT (p.product_type IS DISTINCT FROM m.product_type), p.product_type IS DISTINCT FROM b.product_type, NULL
    WHERE b.product_type IS DISTINCT FROM m.product_type
    UNION ALL
    SELECT 'status', b.status, p.status, m.status, NOT (p.status IS DISTINCT FROM m.status), p.status IS DISTINCT FROM b.status, NULL
    WHERE b.status IS DISTINCT FROM m.status
    UNION ALL
    SELECT 'tags', to_jsonb(b.tags)::text, to_jsonb(p.tags)::text, to_jsonb(m.tags)::text,
        canonical_tags(p.tags) = canonical_tags(m.tags)
            OR (merged.tags IS NOT NULL AND canonical_tags(merged.tags) = canonical_tags(p.tags)),
        merged.tags IS NULL AND canonical_tags(p.tags) IS DISTINCT FROM canonical_tags(b.tags),
        CASE WHEN canonical_tags(merged.tags) <> canonical_tags(m.tags) THEN to_jsonb(merged.tags)::text END
    WHERE (b.tags IS DISTINCT FROM m.tags AND canonical_tags(b.tags) IS DISTINCT FROM canonical_tags(m.tags))
    UNION ALL
    SELECT 'seo_title', b.seo_title, p.seo_title, m.seo_title, NOT (p.seo_title IS DISTINCT FROM m.seo_title), p.seo_title IS DISTINCT FROM b.seo_title, NULL
    WHERE b.seo_title IS DISTINCT FROM m.seo_title
    UNION ALL
    SELECT 'seo_description', b.seo_description, p.seo_description, m.seo_description, NOT (p.seo_description IS DISTINCT FROM m.seo_description), p.seo_description IS DISTINCT FROM b.seo_description, NULL
    WHERE b.seo_description IS DISTINCT FROM m.seo_description
    UNION ALL
    SELECT 'option_names', to_jsonb(b.option_names)::text, to_jsonb(p.option_names)::text, to_jsonb(m.option_names)::text,
        p.option_names = m.option_names
            OR (merged.option_names IS NOT NULL AND merged.option_names = p.option_names),
        merged.option_names IS NULL AND p.option_names IS DISTINCT FROM b.option_names,
        CASE WHEN merged.option_names <> m.option_names THEN to_jsonb(merged.option_names)::text END
    WHERE b.option_names IS DISTINCT FROM m.option_names
) AS d (field, base_value, local_value, remote_value, is_same, is_edited, merged_value)
WHERE b.content_hash IS DISTINCT FROM m.content_hash
