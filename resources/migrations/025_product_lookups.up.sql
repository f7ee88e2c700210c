-- Open changes of one product in the catalogue: each of its settlements asks, and so do the checks.
CREATE INDEX staged_product_changes_open_product ON staged_product_changes (product_id)
    WHERE status IN ('pending', 'approved', 'applying');
-- Only facets of variants are looked for by their variant. With those of products in the same index, a product's own
-- were found through it: all of the catalogue's for one of them, where the tables had not been analysed yet.
DROP INDEX product_facets_variant_id;
CREATE INDEX product_facets_variant_id ON product_facets (variant_id) WHERE variant_id IS NOT NULL;
-- Facets of which mirror and base do not say the same. A view, since it is planned with what asks; as a function it was
-- planned for each product anew, which took longer than all the rest.
DROP FUNCTION facets_moved(bigint);
CREATE VIEW facet_moves AS
SELECT m.product_id AS shopify_product_id, 0::bigint AS shopify_variant_id, m.field
FROM shopify_facets m
LEFT JOIN base_facets b ON b.product_id = m.product_id AND b.variant_id = 0 AND b.field = m.field
WHERE m.variant_id = 0 AND b.value IS DISTINCT FROM m.value
UNION ALL
SELECT v.product_id, v.id, m.field
FROM shopify_variants v
JOIN shopify_facets m ON m.product_id = 0 AND m.variant_id = v.id
LEFT JOIN base_facets b ON b.product_id = v.product_id AND b.variant_id = v.id AND b.field = m.field
WHERE b.value IS DISTINCT FROM m.value
UNION ALL
SELECT b.product_id, b.variant_id, b.field
FROM base_facets b
WHERE (b.variant_id = 0
       OR EXISTS (SELECT FROM shopify_variants v WHERE v.id = b.variant_id AND v.product_id = b.product_id))
  AND NOT EXISTS (SELECT FROM shopify_facets m
                  WHERE m.product_id = CASE WHEN b.variant_id = 0 THEN b.product_id ELSE 0 END
                    AND m.variant_id = b.variant_id AND m.field = b.field);
