-- Images of products are kept as the text of their JSON in one string: almost none is ever read, and building jsonb of a
-- product takes more than twice as long as printing it. Older ones are jsonb. Whoever reads one, reads it here.
CREATE VIEW version_images AS
SELECT id, batch_id, product_id, shopify_product_id, created_at,
    CASE jsonb_typeof(before) WHEN 'string' THEN (before #>> '{}')::jsonb ELSE before END AS before,
    CASE jsonb_typeof(after) WHEN 'string' THEN (after #>> '{}')::jsonb ELSE after END AS after
FROM sync_versions;
