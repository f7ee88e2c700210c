-- The image of a product before a batch first writes it: product, variants and their base, complete.
INSERT INTO sync_versions (batch_id, product_id, shopify_product_id, before)
SELECT :batch, p.id, p.shopify_product_id, jsonb_build_object(
    'product', to_jsonb(p),
    'variants', (SELECT coalesce(jsonb_agg(to_jsonb(v) ORDER BY v.position, v.id), '[]') FROM product_variants v WHERE v.product_id = p.id),
    'facets', (SELECT coalesce(jsonb_agg(to_jsonb(f) - 'id' ORDER BY f.variant_id, f.field), '[]') FROM product_facets f WHERE f.product_id = p.id),
    'base', (SELECT to_jsonb(b) FROM base_products b WHERE b.id = p.shopify_product_id),
    'base_variants', (SELECT coalesce(jsonb_agg(to_jsonb(b) ORDER BY b.position, b.id), '[]') FROM base_variants b WHERE b.product_id = p.shopify_product_id),
    'base_facets', (SELECT coalesce(jsonb_agg(to_jsonb(b) ORDER BY b.variant_id, b.field), '[]') FROM base_facets b WHERE b.product_id = p.shopify_product_id))
FROM products p
WHERE p.id = :product
ON CONFLICT (batch_id, product_id) DO NOTHING
