-- The base of products it does not have yet: what the mirror holds.
WITH lacking AS (
    SELECT r.id FROM jsonb_to_recordset(:rows::jsonb) AS r (id bigint)
), facets AS (
    INSERT INTO base_facets (product_id, variant_id, field, value)
    SELECT product_id, 0, field, value FROM shopify_facets WHERE product_id = any(ARRAY(SELECT id FROM lacking))
    ON CONFLICT (product_id, variant_id, field) DO UPDATE SET value = excluded.value
)
INSERT INTO base_products (id, content_hash, title, handle, description_html, vendor, product_type, status, tags, seo_title, seo_description, option_names)
SELECT id, content_hash, title, handle, description_html, vendor, product_type, status, tags, seo_title, seo_description, option_names FROM shopify_products WHERE id = any(ARRAY(SELECT id FROM lacking))
ON CONFLICT (id) DO NOTHING
