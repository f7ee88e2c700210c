-- The facets of a product and its variants, the product's own first; and what is seen of its media beside them.
SELECT f.variant_id, f.field, f.value
FROM product_facets f
WHERE f.product_id = :id
UNION ALL
SELECT NULL, t.field, t.value
FROM products p
JOIN shopify_media m ON m.product_id = p.shopify_product_id
CROSS JOIN LATERAL (VALUES ('media:address:' || m.key, m.url), ('media:status:' || m.key, m.status)) AS t (field, value)
WHERE p.id = :id AND t.value <> ''
ORDER BY 1 NULLS FIRST, 2
