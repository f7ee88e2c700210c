-- Products of the catalogue with their fields in canonical text.
SELECT p.id, p.shopify_product_id, p.content_version,
       p.name AS title,
       p.handle,
       p.description_html,
       p.vendor,
       p.product_type,
       p.status,
       to_jsonb(p.tags)::text AS tags,
       p.seo_title,
       p.seo_description,
       to_jsonb(p.option_names)::text AS option_names
FROM products p
WHERE p.id = any(:products::bigint[])
ORDER BY p.id
