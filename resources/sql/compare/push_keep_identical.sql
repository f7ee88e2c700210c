-- Open changes that would send the same to the same content of Shopify as those found now, whatever the base has become
-- meanwhile; and creates of products that are still unknown there.
INSERT INTO push_kept
SELECT old.change_id, old.product_id
FROM (
    SELECT c.id AS change_id, c.product_id,
        count(*) AS fields, sum(hashtextextended(concat_ws(E'\x1f', r.shopify_variant_id, r.field, r.variant_id,
            coalesce(r.merged_value, r.local_value, E'\x1e'), coalesce(r.remote_value, E'\x1e')), 0)::numeric) AS signature
    FROM push_scope s
    JOIN staged_product_changes c ON c.product_id = s.product_id
        AND c.direction = 'push' AND c.status IN ('pending', 'approved') AND c.change_type = 'update'
    JOIN staged_field_changes r ON r.change_id = c.id
    GROUP BY c.id
) AS old
JOIN (
    SELECT f.product_id,
        count(*) AS fields, sum(hashtextextended(concat_ws(E'\x1f', f.shopify_variant_id, f.field, f.variant_id,
            coalesce(f.merged_value, f.local_value, E'\x1e'), coalesce(f.remote_value, E'\x1e')), 0)::numeric) AS signature
    FROM push_fields f
    GROUP BY f.product_id
) AS new USING (product_id, fields, signature)
UNION ALL
SELECT c.id, c.product_id
FROM push_scope s
JOIN products p ON p.id = s.product_id AND p.shopify_product_id IS NULL
JOIN staged_product_changes c ON c.product_id = p.id
    AND c.direction = 'push' AND c.status IN ('pending', 'approved') AND c.change_type = 'create'
    AND c.local_version = p.content_version
