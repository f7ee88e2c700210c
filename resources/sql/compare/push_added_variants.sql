-- Variants made here in products Shopify has. One with the options of a variant that was made there too waits for the pull
-- to say that they are one.
INSERT INTO push_fields
SELECT p.id, 0, v.id, '', NULL, v.title, NULL
FROM push_scope s
JOIN products p ON p.id = s.product_id
JOIN shopify_products m ON m.id = p.shopify_product_id
JOIN base_products b ON b.id = p.shopify_product_id
JOIN product_variants v ON v.product_id = p.id
WHERE v.shopify_variant_id IS NULL
  AND NOT EXISTS (SELECT FROM shopify_variants t
                  WHERE t.product_id = m.id AND option_key(t.option1, t.option2, t.option3) = option_key(v.option1, v.option2, v.option3)
                    AND NOT EXISTS (SELECT FROM base_variants bt WHERE bt.id = t.id)
                    AND NOT EXISTS (SELECT FROM product_variants o WHERE o.shopify_variant_id = t.id))
