-- The first time that stock is read by location: where all sides agree on a variant's total, how that is spread is for
-- Shopify to tell and nothing to decide on.
WITH agreed AS (
    SELECT v.product_id, v.id AS variant_id, m.product_id AS shopify_product_id, m.id AS shopify_variant_id, f.field,
           f.value
    FROM product_variants v
    JOIN base_variants b ON b.id = v.shopify_variant_id
    JOIN shopify_variants m ON m.id = b.id AND m.product_id = b.product_id
    JOIN shopify_facets f ON f.product_id = 0 AND f.variant_id = m.id AND f.field LIKE 'stock:%'
    WHERE v.inventory_quantity = m.inventory_quantity AND b.inventory_quantity = m.inventory_quantity
      AND NOT EXISTS (SELECT FROM product_facets o WHERE o.variant_id = v.id AND o.field LIKE 'stock:%')
      AND NOT EXISTS (SELECT FROM base_facets o
                      WHERE o.product_id = b.product_id AND o.variant_id = b.id AND o.field LIKE 'stock:%')
), written AS (
    INSERT INTO product_facets (product_id, variant_id, field, value)
    SELECT product_id, variant_id, field, value FROM agreed
)
INSERT INTO base_facets (product_id, variant_id, field, value)
SELECT shopify_product_id, shopify_variant_id, field, value FROM agreed
