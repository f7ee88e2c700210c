-- What a batch made of products, taken apart into texts, so that every number stays exact.
SELECT s.id, s.product_id, s.shopify_product_id, i.side, f.part, f.place, f.key, f.value
FROM version_images s
CROSS JOIN LATERAL (VALUES ('before', s.before), ('after', s.after)) AS i (side, image)
LEFT JOIN LATERAL (
    SELECT 'product' AS part, 0 AS place, e.key, e.value FROM jsonb_each_text(i.image -> 'product') AS e
    UNION ALL
    SELECT 'base', 0, e.key, e.value
    FROM jsonb_each_text(CASE WHEN jsonb_typeof(i.image -> 'base') = 'object' THEN i.image -> 'base' END) AS e
    UNION ALL
    SELECT 'variant', a.place, e.key, e.value
    FROM jsonb_array_elements(i.image -> 'variants') WITH ORDINALITY AS a (image, place), jsonb_each_text(a.image) AS e
    UNION ALL
    SELECT 'base_variant', a.place, e.key, e.value
    FROM jsonb_array_elements(CASE WHEN jsonb_typeof(i.image -> 'base_variants') = 'array' THEN i.image -> 'base_variants' END)
        WITH ORDINALITY AS a (image, place), jsonb_each_text(a.image) AS e
    UNION ALL
    SELECT a.part, a.place, e.key, e.value
    FROM (SELECT 'facet' AS part, x.place, x.image
          FROM jsonb_array_elements(coalesce(i.image -> 'facets', '[]')) WITH ORDINALITY AS x (image, place)
          UNION ALL
          SELECT 'base_facet', x.place, x.image
          FROM jsonb_array_elements(coalesce(i.image -> 'base_facets', '[]')) WITH ORDINALITY AS x (image, place)) AS a,
        jsonb_each_text(a.image) AS e
) AS f ON true
WHERE s.batch_id = :batch AND (cardinality(:products::bigint[]) = 0 OR s.product_id = any(:products::bigint[]))
ORDER BY s.product_id, i.side DESC, f.part, f.place, f.key
