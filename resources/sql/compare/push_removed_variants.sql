-- Variants deleted here that Shopify still has as they were; stock moves by itself there, and places with the others.
INSERT INTO push_fields
SELECT p.id, m.id, NULL, '', b.title, NULL, m.title
FROM push_scope s
JOIN products p ON p.id = s.product_id
JOIN base_variants b ON b.product_id = p.shopify_product_id
JOIN shopify_variants m ON m.id = b.id
WHERE NOT EXISTS (SELECT FROM product_variants v WHERE v.shopify_variant_id = m.id)
  AND NOT variant_facets_moved(b.product_id, b.id)
  AND (m.content_hash = b.content_hash
       OR (b.sku, b.barcode, b.price, b.compare_at_price, b.cost, b.inventory_policy, b.tracked, b.taxable, b.weight,
           b.weight_unit, b.option1, b.option2, b.option3)
          IS NOT DISTINCT FROM
          (m.sku, m.barcode, m.price, m.compare_at_price, m.cost, m.inventory_policy, m.tracked, m.taxable, m.weight,
           m.weight_unit, m.option1, m.option2, m.option3))
