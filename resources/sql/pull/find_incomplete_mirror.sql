-- After a first pull: products whose variants are not as many as the product tells.
SELECT p.id
FROM shopify_products p
LEFT JOIN (SELECT product_id, count(*) AS variants FROM shopify_variants GROUP BY product_id) v ON v.product_id = p.id
WHERE p.variant_count <> coalesce(v.variants, 0)
ORDER BY p.id
