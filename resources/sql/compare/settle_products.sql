-- Products that have no difference left to decide: the base is what Shopify has.
INSERT INTO base_products (id, content_hash, title, handle, description_html, vendor, product_type, status, tags, seo_title,
    seo_description, option_names)
SELECT m.id, m.content_hash, m.title, m.handle, m.description_html, m.vendor, m.product_type, m.status, m.tags,
       m.seo_title, m.seo_description, m.option_names
FROM compare_scope s
JOIN shopify_products m ON m.id = s.shopify_product_id
JOIN products p ON p.shopify_product_id = m.id
LEFT JOIN base_products b ON b.id = m.id
WHERE b.content_hash IS DISTINCT FROM m.content_hash
  AND NOT EXISTS (SELECT FROM compare_fields f
                  WHERE f.shopify_product_id = m.id AND f.shopify_variant_id = 0 AND NOT f.is_same AND NOT is_facet(f.field))
ON CONFLICT (id) DO UPDATE
SET (content_hash, title, handle, description_html, vendor, product_type, status, tags, seo_title,
     seo_description, option_names)
    = (excluded.content_hash, excluded.title, excluded.handle, excluded.description_html, excluded.vendor,
       excluded.product_type, excluded.status, excluded.tags, excluded.seo_title, excluded.seo_description,
       excluded.option_names)
