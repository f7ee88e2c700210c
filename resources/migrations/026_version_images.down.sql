-- An image before was always jsonb.
UPDATE sync_versions SET before = (before #>> '{}')::jsonb WHERE jsonb_typeof(before) = 'string';
DROP VIEW product_image_texts;
DROP VIEW version_images;
