-- Writes the edited facets of a product and its variants, given as JSON objects of variant (0 for the product itself),
-- field and value; without a value a facet is taken away. A trigger counts the version up and marks the product as edited
-- here.
WITH edited AS (
    SELECT nullif(e.variant, 0) AS variant_id, e.field, e.value
    FROM jsonb_to_recordset(:facets::jsonb) AS e (variant bigint, field text, value text)
), gone AS (
    DELETE FROM product_facets f USING edited e
    WHERE e.value IS NULL AND f.product_id = :product AND coalesce(f.variant_id, 0) = coalesce(e.variant_id, 0)
      AND f.field = e.field
)
INSERT INTO product_facets AS f (product_id, variant_id, field, value)
SELECT :product, e.variant_id, e.field, e.value
FROM edited e
WHERE e.value IS NOT NULL
  AND (e.variant_id IS NULL
       OR EXISTS (SELECT FROM product_variants v WHERE v.id = e.variant_id AND v.product_id = :product))
ON CONFLICT (product_id, coalesce(variant_id, 0), field) DO UPDATE SET value = excluded.value
WHERE f.value <> excluded.value
