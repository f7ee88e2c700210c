-- The base of every field decided is what Shopify has, whichever side was chosen.
UPDATE base_products b SET
    content_hash = '00000000-0000-0000-0000-000000000000',
    title = CASE WHEN 'title' = ANY (v.fields) THEN m.title ELSE b.title END,
    handle = CASE WHEN 'handle' = ANY (v.fields) THEN m.handle ELSE b.handle END,
    description_html = CASE WHEN 'description_html' = ANY (v.fields) THEN m.description_html ELSE b.description_html END,
    vendor = CASE WHEN 'vendor' = ANY (v.fields) THEN m.vendor ELSE b.vendor END,
    product_type = CASE WHEN 'product_type' = ANY (v.fields) THEN m.product_type ELSE b.product_type END,
    status = CASE WHEN 'status' = ANY (v.fields) THEN m.status ELSE b.status END,
    tags = CASE WHEN 'tags' = ANY (v.fields) THEN m.tags ELSE b.tags END,
    seo_title = CASE WHEN 'seo_title' = ANY (v.fields) THEN m.seo_title ELSE b.seo_title END,
    seo_description = CASE WHEN 'seo_description' = ANY (v.fields) THEN m.seo_description ELSE b.seo_description END,
    option_names = CASE WHEN 'option_names' = ANY (v.fields) THEN m.option_names ELSE b.option_names END
FROM (SELECT shopify_product_id, array_agg(field) AS fields
      FROM apply_values WHERE shopify_variant_id = 0 AND field <> '' AND NOT is_facet(field) GROUP BY shopify_product_id) AS v
JOIN shopify_products m ON m.id = v.shopify_product_id
WHERE b.id = m.id
