-- Images of products are kept as the text of their JSON in one string: almost none is ever read, and building jsonb of a
-- product takes more than twice as long as printing it. Older ones are jsonb. Whoever reads one, reads it in the first
-- view; the second makes them.
CREATE VIEW version_images AS
SELECT id, batch_id, product_id, shopify_product_id, created_at,
    CASE jsonb_typeof(before) WHEN 'string' THEN (before #>> '{}')::jsonb ELSE before END AS before,
    CASE jsonb_typeof(after) WHEN 'string' THEN (after #>> '{}')::jsonb ELSE after END AS after
FROM sync_versions;
CREATE VIEW product_image_texts AS
SELECT p.id AS product_id, p.shopify_product_id, to_jsonb(json_build_object(
    'product', p,
    'variants', (SELECT coalesce(json_agg(v ORDER BY v.position, v.id), '[]') FROM product_variants v WHERE v.product_id = p.id),
    'facets', (SELECT coalesce(json_agg(json_build_object('product_id', f.product_id, 'variant_id', f.variant_id,
                                                          'field', f.field, 'value', f.value)
                                        ORDER BY f.variant_id, f.field), '[]')
               FROM product_facets f WHERE f.product_id = p.id),
    'base', (SELECT to_json(b) FROM base_products b WHERE b.id = p.shopify_product_id),
    'base_variants', (SELECT coalesce(json_agg(b ORDER BY b.position, b.id), '[]')
                      FROM base_variants b WHERE b.product_id = p.shopify_product_id),
    'base_facets', (SELECT coalesce(json_agg(b ORDER BY b.variant_id, b.field), '[]')
                    FROM base_facets b WHERE b.product_id = p.shopify_product_id))::text) AS image
FROM products p;
