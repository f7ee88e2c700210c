-- The images of products after a batch wrote them; NULL when the batch took one out of the catalogue. As text
-- (version_images says why).
INSERT INTO sync_versions (batch_id, product_id, shopify_product_id, after)
SELECT a.batch, a.product, coalesce(p.shopify_product_id, a.shopify_product), CASE WHEN p.id IS NOT NULL THEN to_jsonb(json_build_object(
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
                    FROM base_facets b WHERE b.product_id = p.shopify_product_id))::text) END
FROM jsonb_to_recordset(:products::jsonb) AS a (batch bigint, product bigint, shopify_product bigint)
LEFT JOIN products p ON p.id = a.product
ON CONFLICT (batch_id, product_id) DO UPDATE SET after = excluded.after, shopify_product_id = excluded.shopify_product_id
