-- Products whose variants, as they would be once what was pulled is merged, are not as many as the product tells.
WITH gone AS (SELECT id FROM pulled_removals WHERE entity = 'variant'),
     touched AS (
         SELECT id FROM pulled_products
         UNION SELECT product_id FROM pulled_variants
         UNION SELECT m.product_id FROM gone JOIN shopify_variants m ON m.id = gone.id
         UNION SELECT m.product_id FROM pulled_variants n JOIN shopify_variants m ON m.id = n.id
               WHERE m.product_id <> n.product_id),
     arriving AS (SELECT product_id, count(*) AS variants FROM pulled_variants GROUP BY product_id),
     staying AS (
         SELECT v.product_id, count(*) AS variants
         FROM touched t
         JOIN shopify_variants v ON v.product_id = t.id
         LEFT JOIN pulled_variants n ON n.id = v.id
         LEFT JOIN gone ON gone.id = v.id
         WHERE n.id IS NULL AND gone.id IS NULL
         GROUP BY v.product_id)
SELECT t.id
FROM touched t
LEFT JOIN pulled_products n ON n.id = t.id
LEFT JOIN shopify_products m ON m.id = t.id
LEFT JOIN arriving ON arriving.product_id = t.id
LEFT JOIN staying ON staying.product_id = t.id
LEFT JOIN pulled_removals r ON r.entity = 'product' AND r.id = t.id
WHERE r.id IS NULL
  AND CASE WHEN n.id IS NULL THEN m.variant_count ELSE n.variant_count END
      <> coalesce(arriving.variants, 0) + coalesce(staying.variants, 0)
ORDER BY t.id
