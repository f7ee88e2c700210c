-- A medium that was read is three facets: that the product shows it, its text, and its place in the order.
WITH texts AS (
    INSERT INTO pulled_facets (line_hash, product_id, variant_id, field, value)
    SELECT n.line_hash, n.product_id, 0, 'media:alt:' || medium_key(n.field),
           substring(n.value FROM '^[^\n]*\n[^\n]*\n[^\n]*\n(.+)$')
    FROM pulled_facets n
    WHERE n.field LIKE 'media:%' AND n.value ~ '^[^\n]*\n[^\n]*\n[^\n]*\n.'
), orders AS (
    INSERT INTO pulled_facets (line_hash, product_id, variant_id, field, value)
    SELECT hashtextextended(gen_random_uuid()::text, 0), m.product_id, 0, 'media:order',
           string_agg(m.key, ' ' ORDER BY m.place, length(m.key), m.key)
    FROM shopify_media m
    WHERE m.product_id IN (SELECT t.product_id FROM touched_media t)
    GROUP BY m.product_id
)
UPDATE pulled_facets SET value = 'true' WHERE field LIKE 'media:%'
