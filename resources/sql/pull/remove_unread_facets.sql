-- Facets that no pull has read yet and that a complete file does not have.
DELETE FROM shopify_facets m
WHERE m.line_hash = 0
  AND NOT EXISTS (SELECT FROM pulled_facets n
                  WHERE n.product_id = m.product_id AND n.variant_id = m.variant_id AND n.field = m.field)
