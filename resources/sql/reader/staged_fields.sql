-- The field changes of a staged update: the product's own fields first, then variant by variant. Options that are to be
-- sent come with the first variant of the catalogue that does not go with them, or with their own: it has no value for an
-- option, or one for an option that is not there.
SELECT f.id, f.shopify_variant_id, coalesce(v.title, m.title, b.title), f.field, f.base_value, f.local_value,
       f.remote_value, f.edited_value, f.is_conflict, f.decision,
       f.merged_value, CASE WHEN f.is_conflict THEN conflict_severity(f.field) END,
       f.decided_by, f.decided_at, l.id, l.name, l.active, l.managed_by, coalesce(v.tracked, true),
       misfit.title, misfit.option, misfit.value
FROM staged_field_changes f
JOIN staged_product_changes c ON c.id = f.change_id
LEFT JOIN product_variants v ON v.id = f.variant_id
LEFT JOIN shopify_variants m ON m.id = nullif(f.shopify_variant_id, 0)
LEFT JOIN base_variants b ON b.id = nullif(f.shopify_variant_id, 0)
LEFT JOIN locations l ON f.field = 'stock:' || l.id
LEFT JOIN LATERAL (
    SELECT pv.title, names.list ->> (o.place - 1) AS option, held.value
    FROM (SELECT coalesce((SELECT coalesce(n.edited_value, n.merged_value, n.local_value)::jsonb
                           FROM staged_field_changes n
                           WHERE n.change_id = f.change_id AND n.field = 'option_names'),
                          to_jsonb(p.option_names)) AS list
          FROM products p
          WHERE p.id = c.product_id AND c.direction = 'push'
            AND f.field IN ('option_names', 'option1', 'option2', 'option3')) names
    JOIN product_variants pv ON pv.product_id = c.product_id AND (f.field = 'option_names' OR pv.id = f.variant_id)
    CROSS JOIN LATERAL (VALUES (1, pv.option1), (2, pv.option2), (3, pv.option3)) o (place, value)
    LEFT JOIN staged_field_changes e
        ON e.change_id = f.change_id AND e.variant_id = pv.id AND e.field = 'option' || o.place AND e.decision = 'edited'
    CROSS JOIN LATERAL (SELECT CASE WHEN e.id IS NULL THEN o.value ELSE e.edited_value END AS value) held
    WHERE f.field IN ('option_names', 'option' || o.place)
      AND jsonb_array_length(names.list) > 0 AND NOT (names.list = '["Title"]' AND o.place = 1)
      AND (held.value IS NULL) = (o.place <= jsonb_array_length(names.list))
    ORDER BY pv.position, pv.id, o.place
    LIMIT 1) misfit ON true
WHERE f.change_id = :id
ORDER BY (f.shopify_variant_id <> 0 OR f.variant_id IS NOT NULL), coalesce(v.position, m.position, b.position),
         f.shopify_variant_id, f.variant_id, f.id
