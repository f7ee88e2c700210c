-- Open changes whose fields are those found now, value for value.
INSERT INTO compare_kept
SELECT old.change_id, old.shopify_product_id
FROM (
    SELECT c.id AS change_id, c.shopify_product_id,
        count(*) AS fields, sum(hashtextextended(concat_ws(E'\x1f', r.shopify_variant_id, r.field, coalesce(r.base_value, E'\x1e'),
        coalesce(r.local_value, E'\x1e'), coalesce(r.remote_value, E'\x1e')), 0)::numeric) AS signature
    FROM compare_scope s
    JOIN staged_product_changes c ON c.shopify_product_id = s.shopify_product_id
        AND c.direction = 'pull' AND c.status IN ('pending', 'approved') AND c.change_type = 'update'
    JOIN staged_field_changes r ON r.change_id = c.id
    GROUP BY c.id
) AS old
JOIN (
    SELECT f.shopify_product_id,
        count(*) AS fields, sum(hashtextextended(concat_ws(E'\x1f', f.shopify_variant_id, f.field, coalesce(f.base_value, E'\x1e'),
        coalesce(f.local_value, E'\x1e'), coalesce(f.remote_value, E'\x1e')), 0)::numeric) AS signature
    FROM compare_fields f
    GROUP BY f.shopify_product_id
) AS new USING (shopify_product_id, fields, signature)
