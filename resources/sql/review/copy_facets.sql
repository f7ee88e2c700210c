-- The facets of a copy and its variants, which stand in the same order as those of the original. A copy is a draft: it is not
-- sold anywhere until somebody says where, and nothing of it lies at the locations that are to stock it. Collections that
-- choose by rules take it in by themselves.
INSERT INTO product_facets (product_id, variant_id, field, value)
SELECT :copy, copied.id, f.field, CASE WHEN f.field LIKE 'stock:%' THEN '0' ELSE f.value END
FROM product_facets f
LEFT JOIN (SELECT v.id, row_number() OVER (ORDER BY v.position, v.id) AS place
           FROM product_variants v WHERE v.product_id = :source) AS original ON original.id = f.variant_id
LEFT JOIN (SELECT v.id, row_number() OVER (ORDER BY v.position, v.id) AS place
           FROM product_variants v WHERE v.product_id = :copy) AS copied ON copied.place = original.place
WHERE f.product_id = :source AND split_part(f.field, ':', 1) NOT IN ('smart_collection', 'publication')
ORDER BY f.variant_id NULLS FIRST, f.field
