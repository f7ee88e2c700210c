-- Facets edited here while Shopify still has the base, of products and variants that both sides have.
INSERT INTO push_fields
SELECT e.product_id, e.shopify_variant_id, e.variant_id, e.field, e.base_value, e.local_value, m.value
FROM push_scope s
CROSS JOIN LATERAL (SELECT * FROM facet_edits e WHERE e.product_id = s.product_id) AS e
JOIN base_products b ON b.id = e.shopify_product_id
JOIN shopify_products mp ON mp.id = e.shopify_product_id
LEFT JOIN shopify_facets m ON m.product_id = CASE WHEN e.shopify_variant_id = 0 THEN e.shopify_product_id ELSE 0 END
    AND m.variant_id = e.shopify_variant_id AND m.field = e.field
WHERE m.value IS NOT DISTINCT FROM e.base_value
  AND (e.shopify_variant_id = 0
       OR (EXISTS (SELECT FROM base_variants v WHERE v.id = e.shopify_variant_id)
           AND EXISTS (SELECT FROM shopify_variants v WHERE v.id = e.shopify_variant_id)))
