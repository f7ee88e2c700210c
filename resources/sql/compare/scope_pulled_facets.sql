-- Products of which a pull found facets changed or gone, before they are merged; a changed line with the same value does
-- not count.
INSERT INTO compare_scope
SELECT o.shopify_product_id
FROM (
    SELECT n.product_id, n.variant_id
    FROM pulled_facets n
    LEFT JOIN shopify_facets m USING (product_id, variant_id, field)
    WHERE m.value IS DISTINCT FROM n.value
    UNION
    SELECT m.product_id, m.variant_id
    FROM shopify_facets m
    LEFT JOIN pulled_facets n USING (product_id, variant_id, field)
    WHERE n.field IS NULL AND m.line_hash IN (SELECT r.id FROM pulled_removals r WHERE r.entity = 'facet')
) AS changed
CROSS JOIN LATERAL (
    SELECT changed.product_id WHERE changed.variant_id = 0
    UNION
    SELECT v.product_id FROM shopify_variants v WHERE v.id = changed.variant_id
) AS o (shopify_product_id)
ON CONFLICT DO NOTHING
