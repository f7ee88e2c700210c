-- Variants of linked products that Shopify has and the catalogue has not. One that was deleted here and changed there is
-- a conflict, in which the edit wins; one that was deleted here and left alone there is for the push to stage; its stock
-- moves by itself there, and its place with the others. One that was added here too, with the same options, is the same
-- variant: a conflict unless it says the same.
WITH added AS MATERIALIZED (
    SELECT p.id AS local_product, b.id AS base_id, b.title AS base_title,
        b.id IS NULL
        OR (b.sku, b.barcode, b.price, b.compare_at_price, b.cost, b.inventory_policy, b.tracked, b.taxable, b.weight,
            b.weight_unit, b.option1, b.option2, b.option3)
           IS DISTINCT FROM
           (m.sku, m.barcode, m.price, m.compare_at_price, m.cost, m.inventory_policy, m.tracked, m.taxable, m.weight,
            m.weight_unit, m.option1, m.option2, m.option3) AS has_changed,
        m.*
    FROM compare_scope s
    JOIN products p ON p.shopify_product_id = s.shopify_product_id
    JOIN shopify_variants m ON m.product_id = s.shopify_product_id
    LEFT JOIN base_variants b ON b.id = m.id
    WHERE NOT EXISTS (SELECT FROM product_variants v WHERE v.shopify_variant_id = m.id)
)
INSERT INTO compare_fields
SELECT m.product_id, m.id, twin.id, '', m.base_title, twin.title, m.title,
       m.base_id IS NOT NULL OR coalesce(twin.differs, false), false, NULL,
       CASE WHEN m.base_id IS NOT NULL AND twin.id IS NULL THEN 'take_theirs' ELSE 'undecided' END
FROM added m
LEFT JOIN LATERAL (
    SELECT v.id, v.title,
           (v.sku, v.barcode, v.price, v.compare_at_price, v.cost, v.inventory_quantity, v.inventory_policy, v.tracked,
            v.taxable, v.weight, v.weight_unit, v.option1, v.option2, v.option3)
           IS DISTINCT FROM
           (m.sku, m.barcode, m.price, m.compare_at_price, m.cost, m.inventory_quantity, m.inventory_policy, m.tracked,
            m.taxable, m.weight, m.weight_unit, m.option1, m.option2, m.option3)
           OR EXISTS (SELECT FROM product_facets f
                      JOIN shopify_facets t ON t.product_id = 0 AND t.variant_id = m.id AND t.field = f.field
                      WHERE f.variant_id = v.id AND f.value <> t.value) AS differs
    FROM product_variants v
    WHERE v.product_id = m.local_product AND v.shopify_variant_id IS NULL
      AND option_key(v.option1, v.option2, v.option3) = option_key(m.option1, m.option2, m.option3)
    ORDER BY v.id LIMIT 1
) AS twin ON true
WHERE m.has_changed OR variant_facets_moved(m.product_id, m.id)
