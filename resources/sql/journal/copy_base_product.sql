-- The base of a product it does not have yet: what the mirror holds.
INSERT INTO base_products (id, content_hash, title, handle, description_html, vendor, product_type, status, tags, seo_title, seo_description, option_names)
SELECT id, content_hash, title, handle, description_html, vendor, product_type, status, tags, seo_title, seo_description, option_names FROM shopify_products WHERE id = :id
ON CONFLICT (id) DO NOTHING
