-- Facets that were read and belong to no product or variant of the mirror. What a product is in may be read of one
-- that was made only after the products were.
SELECT count(*)
FROM pulled_facets n
WHERE NOT is_membership(n.field) AND n.field NOT LIKE 'media:%'
  AND NOT EXISTS (SELECT FROM shopify_products m WHERE m.id = n.product_id)
  AND NOT EXISTS (SELECT FROM shopify_variants m WHERE m.id = n.variant_id)
