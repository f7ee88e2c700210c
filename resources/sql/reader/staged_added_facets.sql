-- The facets of the variants that a staged update adds, which are sent with them as far as they can be written; stock with
-- what is known of its location.
SELECT f.id, p.field, l.name, l.active, l.managed_by
FROM staged_field_changes f
JOIN product_facets p ON p.variant_id = f.variant_id
LEFT JOIN locations l ON p.field = 'stock:' || l.id
WHERE f.change_id = :id AND f.field = '' AND f.shopify_variant_id = 0
ORDER BY f.id, p.field
