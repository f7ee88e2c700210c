-- The field changes of a staged update: the product's own fields first, then variant by variant.
SELECT f.id, f.shopify_variant_id, coalesce(v.title, m.title, b.title), f.field, f.base_value, f.local_value,
       f.remote_value, f.edited_value, f.is_conflict, f.decision,
       f.merged_value, CASE WHEN f.is_conflict THEN conflict_severity(f.field) END,
       f.decided_by, f.decided_at, l.id, l.name, l.active, l.managed_by, coalesce(v.tracked, true)
FROM staged_field_changes f
LEFT JOIN product_variants v ON v.id = f.variant_id
LEFT JOIN shopify_variants m ON m.id = nullif(f.shopify_variant_id, 0)
LEFT JOIN base_variants b ON b.id = nullif(f.shopify_variant_id, 0)
LEFT JOIN locations l ON f.field = 'stock:' || l.id
WHERE f.change_id = :id
ORDER BY (f.shopify_variant_id <> 0 OR f.variant_id IS NOT NULL), coalesce(v.position, m.position, b.position),
         f.shopify_variant_id, f.variant_id, f.id
