-- The facets of variants just made, as those have them that they are like, given as a JSON array of both ids. Nothing of
-- them lies yet at the locations that are to stock them.
INSERT INTO product_facets (product_id, variant_id, field, value)
SELECT f.product_id, p.made, f.field, CASE WHEN f.field LIKE 'stock:%' THEN '0' ELSE f.value END
FROM jsonb_to_recordset(:pairs::jsonb) AS p (made bigint, original bigint)
JOIN product_facets f ON f.variant_id = p.original
WHERE f.product_id = :product
ORDER BY p.made, f.field
