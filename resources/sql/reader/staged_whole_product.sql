-- The product's own fields of a staged create, delete or restore, which is decided as a whole: what base, catalogue
-- and mirror hold now. Fields that are empty everywhere are left out, but not the vendor of what is to be made in Shopify,
-- which puts a name of its own there.
SELECT f.field, f.base, f.local, f.remote
FROM staged_product_changes s
LEFT JOIN products p ON p.id = s.product_id
LEFT JOIN shopify_products m ON m.id = s.shopify_product_id
LEFT JOIN base_products b ON b.id = s.shopify_product_id
CROSS JOIN LATERAL (VALUES
    (1, 'title', b.title, p.name, m.title),
    (2, 'status', b.status, p.status, m.status),
    (3, 'vendor', b.vendor, p.vendor, m.vendor),
    (4, 'product_type', b.product_type, p.product_type, m.product_type),
    (5, 'handle', b.handle, p.handle, m.handle),
    (6, 'tags', to_jsonb(nullif(b.tags, '{}'))::text, to_jsonb(nullif(p.tags, '{}'))::text,
        to_jsonb(nullif(m.tags, '{}'))::text),
    (7, 'option_names', to_jsonb(nullif(b.option_names, '{}'))::text, to_jsonb(nullif(p.option_names, '{}'))::text,
        to_jsonb(nullif(m.option_names, '{}'))::text),
    (8, 'description_html', b.description_html, p.description_html, m.description_html),
    (9, 'seo_title', b.seo_title, p.seo_title, m.seo_title),
    (10, 'seo_description', b.seo_description, p.seo_description, m.seo_description)
) AS f (position, field, base, local, remote)
WHERE s.id = :id
  AND (coalesce(nullif(f.base, ''), nullif(f.local, ''), nullif(f.remote, '')) IS NOT NULL
       OR (f.field = 'vendor' AND f.local = '' AND s.direction = 'push' AND s.change_type IN ('create', 'restore')))
ORDER BY f.position
