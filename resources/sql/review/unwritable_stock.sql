-- The first stock among the facets that cannot be sent, with what is known of its location and of the variant.
SELECT l.id, l.name, l.active, l.managed_by, v.tracked
FROM jsonb_to_recordset(:facets::jsonb) AS f (variant bigint, field text)
JOIN product_variants v ON v.id = f.variant
JOIN locations l ON f.field = 'stock:' || l.id
WHERE NOT l.active OR l.managed_by <> '' OR NOT v.tracked
ORDER BY v.position, l.name
LIMIT 1
