-- Media that are gone, and those of products that are.
DELETE FROM shopify_media m
WHERE m.product_id IN (SELECT r.id FROM pulled_removals r WHERE r.entity = 'product')
   OR (m.product_id IN (SELECT t.product_id FROM touched_media t)
       AND NOT EXISTS (SELECT FROM pulled_facets n
                       WHERE n.product_id = m.product_id AND n.field LIKE 'media:%' AND medium_key(n.field) = m.key)
       AND NOT EXISTS (SELECT FROM shopify_facets f
                       WHERE f.product_id = m.product_id AND f.variant_id = 0 AND is_medium(f.field)
                         AND medium_key(f.field) = m.key
                         AND NOT EXISTS (SELECT FROM pulled_removals r WHERE r.entity = 'facet' AND r.id = f.line_hash)))
