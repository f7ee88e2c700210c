-- Writes the accepted product fields.
UPDATE products p SET
    name = CASE WHEN jsonb_exists(v.new, 'title') THEN v.new ->> 'title' ELSE p.name END,
    handle = CASE WHEN jsonb_exists(v.new, 'handle') THEN v.new ->> 'handle' ELSE p.handle END,
    description_html = CASE WHEN jsonb_exists(v.new, 'description_html') THEN coalesce(v.new ->> 'description_html', '') ELSE p.description_html END,
    vendor = CASE WHEN jsonb_exists(v.new, 'vendor') THEN coalesce(v.new ->> 'vendor', '') ELSE p.vendor END,
    product_type = CASE WHEN jsonb_exists(v.new, 'product_type') THEN coalesce(v.new ->> 'product_type', '') ELSE p.product_type END,
    status = CASE WHEN jsonb_exists(v.new, 'status') THEN v.new ->> 'status' ELSE p.status END,
    tags = CASE WHEN jsonb_exists(v.new, 'tags') THEN ARRAY(SELECT jsonb_array_elements_text((v.new ->> 'tags')::jsonb)) ELSE p.tags END,
    seo_title = CASE WHEN jsonb_exists(v.new, 'seo_title') THEN coalesce(v.new ->> 'seo_title', '') ELSE p.seo_title END,
    seo_description = CASE WHEN jsonb_exists(v.new, 'seo_description') THEN coalesce(v.new ->> 'seo_description', '') ELSE p.seo_description END,
    option_names = CASE WHEN jsonb_exists(v.new, 'option_names') THEN ARRAY(SELECT jsonb_array_elements_text((v.new ->> 'option_names')::jsonb)) ELSE p.option_names END
FROM (SELECT product_id, jsonb_object_agg(field, value) AS new
      FROM apply_values
      WHERE shopify_variant_id = 0 AND field <> '' AND NOT is_facet(field) AND decision <> 'keep_ours'
      GROUP BY product_id) AS v
WHERE p.id = v.product_id
