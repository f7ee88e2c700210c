-- Products of which a pull found facets changed or gone, before they are merged; a changed line with the same value does
-- not count, unless the mirror has got ahead of the base by what was read around a write.
INSERT INTO compare_scope
SELECT o.shopify_product_id
FROM (
    SELECT n.product_id, n.variant_id, n.field, n.value, m.value IS DISTINCT FROM n.value AS has_changed
    FROM pulled_facets n
    LEFT JOIN shopify_facets m USING (product_id, variant_id, field)
    UNION ALL
    SELECT m.product_id, m.variant_id, m.field, NULL, true
    FROM shopify_facets m
    LEFT JOIN pulled_facets n USING (product_id, variant_id, field)
    WHERE n.field IS NULL AND m.line_hash IN (SELECT r.id FROM pulled_removals r WHERE r.entity = 'facet')
) AS found
CROSS JOIN LATERAL (
    SELECT found.product_id WHERE found.variant_id = 0
    UNION ALL
    SELECT v.product_id FROM shopify_variants v WHERE v.id = found.variant_id
) AS o (shopify_product_id)
WHERE found.has_changed
   OR NOT EXISTS (SELECT FROM base_facets b
                  WHERE b.product_id = o.shopify_product_id AND b.variant_id = found.variant_id AND b.field = found.field
                    AND b.value = found.value)
ON CONFLICT DO NOTHING
