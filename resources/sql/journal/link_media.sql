-- Media of the catalogue that Shopify has now go by its number: each with its text, and in the order. Where the catalogue
-- has that one already, it has come by a pull.
WITH made AS (
    SELECT m.key, m.made FROM jsonb_to_recordset(:media::jsonb) AS m (key text, made text)
), taken AS (
    UPDATE product_facets f
    SET field = left(f.field, length(f.field) - length(m.key)) || m.made
    FROM made m
    WHERE f.product_id = :product AND f.variant_id IS NULL AND f.field LIKE 'media:%' AND medium_key(f.field) = m.key
      AND NOT EXISTS (SELECT FROM product_facets h
                      WHERE h.product_id = :product AND h.variant_id IS NULL AND h.field LIKE 'media:%'
                        AND medium_key(h.field) = m.made)
)
UPDATE product_facets f
SET value = array_to_string(ARRAY(SELECT coalesce(m.made, k.key)
                                  FROM unnest(media_keys(f.value)) WITH ORDINALITY AS k (key, place)
                                  LEFT JOIN made m ON m.key = k.key
                                  ORDER BY k.place), ' ')
WHERE f.product_id = :product AND f.variant_id IS NULL AND f.field = 'media:order'
