-- Name and owner of fields about to be edited.
SELECT f.field, f.shopify_variant_id <> 0 OR f.variant_id IS NOT NULL
FROM staged_field_changes f
WHERE f.id = ANY(:fields::bigint[])
ORDER BY f.id
