-- Where base and mirror have become the same, so has their hash.
UPDATE base_products b SET content_hash = m.content_hash
FROM apply_chunk a
JOIN shopify_products m ON m.id = a.shopify_product_id
WHERE a.change_type = 'update' AND b.id = m.id AND b.content_hash <> m.content_hash
  AND (b.title, b.handle, b.description_html, b.vendor, b.product_type, b.status, b.tags, b.seo_title,
       b.seo_description, b.option_names)
      IS NOT DISTINCT FROM
      (m.title, m.handle, m.description_html, m.vendor, m.product_type, m.status, m.tags, m.seo_title,
       m.seo_description, m.option_names)
