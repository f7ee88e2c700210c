-- Whether a person has begun to decide on the fields of a change, or of the one in whose place it was staged: what takes
-- its place takes the decisions over, and no rule approves it.
ALTER TABLE staged_product_changes ADD COLUMN is_begun boolean NOT NULL DEFAULT false;
UPDATE staged_product_changes c SET is_begun = true
WHERE c.status IN ('pending', 'approved')
  AND EXISTS (SELECT FROM staged_field_changes f WHERE f.change_id = c.id AND f.decided_by IS NOT NULL);
-- Those whose decisions nothing has taken over yet.
CREATE INDEX staged_product_changes_begun ON staged_product_changes (shopify_product_id)
    WHERE status = 'superseded' AND is_begun;
-- Deletes that wait to be sent: each pull asks whether they still speak of what Shopify has.
CREATE INDEX staged_product_changes_open_deletes ON staged_product_changes (shopify_product_id)
    WHERE direction = 'push' AND change_type = 'delete' AND status IN ('pending', 'approved');

-- Products that Shopify was seen to hold with other content than base does: somebody changed them there since both sides
-- agreed. Stock moves by itself, places with the other variants, and collections that choose by rules take in what they
-- like. A view, since it is planned with what asks.
CREATE VIEW product_moves AS
SELECT m.id AS shopify_product_id
FROM shopify_products m
JOIN base_products b ON b.id = m.id
WHERE b.content_hash <> m.content_hash
UNION ALL
SELECT m.product_id
FROM shopify_variants m
LEFT JOIN base_variants b ON b.id = m.id
WHERE b.id IS NULL
   OR (b.content_hash <> m.content_hash
       AND (b.sku, b.barcode, b.price, b.compare_at_price, b.cost, b.inventory_policy, b.tracked, b.taxable, b.weight,
            b.weight_unit, b.option1, b.option2, b.option3)
           IS DISTINCT FROM
           (m.sku, m.barcode, m.price, m.compare_at_price, m.cost, m.inventory_policy, m.tracked, m.taxable, m.weight,
            m.weight_unit, m.option1, m.option2, m.option3))
UNION ALL
SELECT f.shopify_product_id
FROM facet_moves f
WHERE f.field NOT LIKE 'stock:%' AND f.field NOT LIKE 'smart\_collection:%';

-- The same of a single variant: what lies at a location is stock too.
CREATE OR REPLACE FUNCTION variant_facets_moved(product bigint, variant bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM shopify_facets m
                   WHERE m.product_id = CASE WHEN variant = 0 THEN product ELSE 0 END AND m.variant_id = variant
                     AND m.field NOT LIKE 'stock:%'
                     AND NOT EXISTS (SELECT FROM base_facets b
                                     WHERE b.product_id = product AND b.variant_id = variant AND b.field = m.field
                                       AND b.value = m.value))
        OR EXISTS (SELECT FROM base_facets b
                   WHERE b.product_id = product AND b.variant_id = variant AND b.field NOT LIKE 'stock:%'
                     AND NOT EXISTS (SELECT FROM shopify_facets m
                                     WHERE m.product_id = CASE WHEN variant = 0 THEN product ELSE 0 END
                                       AND m.variant_id = variant AND m.field = b.field))
$$;
