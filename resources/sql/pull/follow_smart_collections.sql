-- Collections that choose by rules take products in and leave them out by themselves: catalogue and base follow, and there
-- is nothing to decide on.
WITH followers AS MATERIALIZED (
    SELECT p.id AS product_id, b.id AS shopify_product_id
    FROM compare_scope s
    JOIN base_products b ON b.id = s.shopify_product_id
    JOIN products p ON p.shopify_product_id = b.id
    JOIN shopify_products m ON m.id = b.id
), left_here AS (
    DELETE FROM product_facets f USING followers l
    WHERE f.product_id = l.product_id AND f.variant_id IS NULL AND f.field LIKE 'smart\_collection:%'
      AND NOT EXISTS (SELECT FROM shopify_facets m
                      WHERE m.product_id = l.shopify_product_id AND m.variant_id = 0 AND m.field = f.field)
), left_base AS (
    DELETE FROM base_facets f USING followers l
    WHERE f.product_id = l.shopify_product_id AND f.variant_id = 0 AND f.field LIKE 'smart\_collection:%'
      AND NOT EXISTS (SELECT FROM shopify_facets m
                      WHERE m.product_id = l.shopify_product_id AND m.variant_id = 0 AND m.field = f.field)
), chosen AS (
    SELECT l.product_id, l.shopify_product_id, m.field, m.value
    FROM followers l
    JOIN shopify_facets m ON m.product_id = l.shopify_product_id AND m.variant_id = 0
        AND m.field LIKE 'smart\_collection:%'
), joined_here AS (
    INSERT INTO product_facets (product_id, field, value)
    SELECT c.product_id, c.field, c.value
    FROM chosen c
    WHERE NOT EXISTS (SELECT FROM product_facets o
                      WHERE o.product_id = c.product_id AND o.variant_id IS NULL AND o.field = c.field)
)
INSERT INTO base_facets (product_id, variant_id, field, value)
SELECT c.shopify_product_id, 0, c.field, c.value
FROM chosen c
WHERE NOT EXISTS (SELECT FROM base_facets o
                  WHERE o.product_id = c.shopify_product_id AND o.variant_id = 0 AND o.field = c.field)
