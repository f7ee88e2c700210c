-- Where the media stand that were read, and where Shopify keeps them. Their lines are kept aside as place, status and address
-- before the text, a line each.
INSERT INTO shopify_media (product_id, key, place, status, url)
SELECT DISTINCT ON (n.product_id, n.field) n.product_id, medium_key(n.field), split_part(n.value, E'\n', 1)::integer,
       split_part(n.value, E'\n', 2), split_part(n.value, E'\n', 3)
FROM pulled_facets n
WHERE n.field LIKE 'media:%'
ORDER BY n.product_id, n.field, n.line_hash
ON CONFLICT (product_id, key) DO UPDATE SET (place, status, url) = (excluded.place, excluded.status, excluded.url)
