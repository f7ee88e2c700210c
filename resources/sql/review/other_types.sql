-- Metafields of the product or its variants that have another type than the one they are about to be given, and stay.
WITH edited AS (
    SELECT nullif(e.variant, 0) AS variant_id, e.field, e.value, regexp_replace(e.field, ':[^:]*$', '') AS name
    FROM jsonb_to_recordset(:facets::jsonb) AS e (variant bigint, field text, value text)
)
SELECT f.field
FROM edited e
JOIN product_facets f ON f.product_id = :product AND coalesce(f.variant_id, 0) = coalesce(e.variant_id, 0)
    AND regexp_replace(f.field, ':[^:]*$', '') = e.name AND f.field <> e.field
WHERE e.value IS NOT NULL AND e.field LIKE 'metafield:%'
  AND NOT EXISTS (SELECT FROM edited gone
                  WHERE gone.value IS NULL AND gone.field = f.field
                    AND gone.variant_id IS NOT DISTINCT FROM e.variant_id)
LIMIT 1
