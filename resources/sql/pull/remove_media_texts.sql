-- Texts of media that are gone or have none any more, and the order of products without media.
INSERT INTO pulled_removals (entity, id)
SELECT 'facet', f.line_hash
FROM touched_media t
JOIN shopify_facets f ON f.product_id = t.product_id AND f.variant_id = 0
WHERE (f.field LIKE 'media:alt:%' OR f.field = 'media:order')
  AND NOT EXISTS (SELECT FROM pulled_facets n WHERE n.product_id = f.product_id AND n.field = f.field)
  AND (f.field = 'media:order'
       OR NOT EXISTS (SELECT FROM shopify_media m WHERE m.product_id = f.product_id AND m.key = medium_key(f.field))
       OR EXISTS (SELECT FROM pulled_facets n
                  WHERE n.product_id = f.product_id AND is_medium(n.field) AND medium_key(n.field) = medium_key(f.field)))
