-- Facets that are new or changed, of products and variants that are there. One told twice, differently, keeps a line that
-- no later one matches, so the next pull reads it again.
INSERT INTO shopify_facets (line_hash, product_id, variant_id, field, value)
SELECT DISTINCT ON (n.product_id, n.variant_id, n.field) n.line_hash, n.product_id, n.variant_id, n.field, n.value
FROM pulled_facets n
WHERE EXISTS (SELECT FROM shopify_products m WHERE m.id = n.product_id)
   OR EXISTS (SELECT FROM shopify_variants m WHERE m.id = n.variant_id)
ORDER BY n.product_id, n.variant_id, n.field
ON CONFLICT (product_id, variant_id, field) DO UPDATE SET (line_hash, value) = (excluded.line_hash, excluded.value)
