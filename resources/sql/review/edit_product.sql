-- Writes the edited fields of a product; the others keep their value. A trigger counts the version up and marks the
-- product as edited here.
UPDATE products p
SET name = CASE WHEN jsonb_exists(e.fields, 'title') THEN e.fields->>'title' ELSE p.name END,
    handle = CASE WHEN jsonb_exists(e.fields, 'handle') THEN nullif(e.fields->>'handle', '') ELSE p.handle END,
    description_html = CASE WHEN jsonb_exists(e.fields, 'description_html') THEN e.fields->>'description_html'
                            ELSE p.description_html END,
    vendor = CASE WHEN jsonb_exists(e.fields, 'vendor') THEN e.fields->>'vendor' ELSE p.vendor END,
    product_type = CASE WHEN jsonb_exists(e.fields, 'product_type') THEN e.fields->>'product_type'
                        ELSE p.product_type END,
    status = CASE WHEN jsonb_exists(e.fields, 'status') THEN e.fields->>'status' ELSE p.status END,
    tags = CASE WHEN jsonb_exists(e.fields, 'tags')
                THEN ARRAY(SELECT jsonb_array_elements_text((e.fields->>'tags')::jsonb)) ELSE p.tags END,
    seo_title = CASE WHEN jsonb_exists(e.fields, 'seo_title') THEN e.fields->>'seo_title' ELSE p.seo_title END,
    seo_description = CASE WHEN jsonb_exists(e.fields, 'seo_description') THEN e.fields->>'seo_description'
                           ELSE p.seo_description END,
    option_names = CASE WHEN jsonb_exists(e.fields, 'option_names')
                        THEN ARRAY(SELECT jsonb_array_elements_text((e.fields->>'option_names')::jsonb))
                        ELSE p.option_names END,
    updated_by = :operator
FROM (SELECT :fields::jsonb AS fields) AS e
WHERE p.id = :id
