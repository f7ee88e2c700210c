-- Products with facets that came by another way than a pull and are gone from a complete file.
INSERT INTO compare_scope
SELECT CASE WHEN m.variant_id = 0 THEN m.product_id ELSE v.product_id END
FROM shopify_facets m
LEFT JOIN shopify_variants v ON v.id = m.variant_id
WHERE m.line_hash = 0 AND (m.variant_id = 0 OR v.id IS NOT NULL)
  AND NOT EXISTS (SELECT FROM pulled_facets n
                  WHERE n.product_id = m.product_id AND n.variant_id = m.variant_id AND n.field = m.field)
ON CONFLICT DO NOTHING
