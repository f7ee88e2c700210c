-- Products of which some fields were changed alike on both sides and others are still to be decided. Their base is no
-- longer any content Shopify had, so it has no hash.
UPDATE base_products b
SET content_hash = '00000000-0000-0000-0000-000000000000',
    title = CASE WHEN 'title' = ANY (f.fields) THEN m.title ELSE b.title END,
    handle = CASE WHEN 'handle' = ANY (f.fields) THEN m.handle ELSE b.handle END,
    description_html = CASE WHEN 'description_html' = ANY (f.fields) THEN m.description_html ELSE b.description_html END,
    vendor = CASE WHEN 'vendor' = ANY (f.fields) THEN m.vendor ELSE b.vendor END,
    product_type = CASE WHEN 'product_type' = ANY (f.fields) THEN m.product_type ELSE b.product_type END,
    status = CASE WHEN 'status' = ANY (f.fields) THEN m.status ELSE b.status END,
    tags = CASE WHEN 'tags' = ANY (f.fields) THEN m.tags ELSE b.tags END,
    seo_title = CASE WHEN 'seo_title' = ANY (f.fields) THEN m.seo_title ELSE b.seo_title END,
    seo_description = CASE WHEN 'seo_description' = ANY (f.fields) THEN m.seo_description ELSE b.seo_description END,
    option_names = CASE WHEN 'option_names' = ANY (f.fields) THEN m.option_names ELSE b.option_names END
FROM (SELECT shopify_product_id, array_agg(field) FILTER (WHERE is_same) AS fields
      FROM compare_fields
      WHERE shopify_variant_id = 0 AND NOT is_facet(field)
      GROUP BY shopify_product_id
      HAVING bool_or(is_same) AND NOT bool_and(is_same)) AS f
JOIN shopify_products m ON m.id = f.shopify_product_id
WHERE b.id = m.id
