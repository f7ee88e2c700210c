-- The base of products, by Shopify id, in canonical text.
SELECT b.id,
       b.title,
       b.handle,
       b.description_html,
       b.vendor,
       b.product_type,
       b.status,
       to_jsonb(b.tags)::text AS tags,
       b.seo_title,
       b.seo_description,
       to_jsonb(b.option_names)::text AS option_names
FROM base_products b
WHERE b.id = any(:products::bigint[])
ORDER BY b.id
