-- Variants put into another order here, while Shopify still has the base's. Places move with every variant that comes or
-- goes, so what is compared is the order of those that all three sides have, and they change places among themselves.
INSERT INTO push_fields
WITH places AS (
    SELECT p.id AS product, v.id AS variant, m.id AS shopify_variant, m.position,
           row_number() OVER (PARTITION BY p.id ORDER BY v.position, v.id) AS here,
           row_number() OVER (PARTITION BY p.id ORDER BY b.position, b.id) AS was,
           row_number() OVER (PARTITION BY p.id ORDER BY m.position, m.id) AS there
    FROM push_scope s
    JOIN products p ON p.id = s.product_id
    JOIN product_variants v ON v.product_id = p.id
    JOIN base_variants b ON b.id = v.shopify_variant_id
    JOIN shopify_variants m ON m.id = b.id AND m.product_id = p.shopify_product_id
)
SELECT moved.product, moved.shopify_variant, moved.variant, 'position', moved.position::text, slot.position::text,
       moved.position::text
FROM places moved
JOIN places slot ON slot.product = moved.product AND slot.there = moved.here
WHERE moved.here <> moved.there
  AND NOT EXISTS (SELECT FROM places o WHERE o.product = moved.product AND o.was <> o.there)
