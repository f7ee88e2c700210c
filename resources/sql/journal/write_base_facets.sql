-- Facets of a product and its variants on which catalogue and Shopify agree now; without a value neither has them.
WITH agreed AS (
    SELECT f.variant AS variant_id, f.field, f.value
    FROM jsonb_to_recordset(:facets::jsonb) AS f (variant bigint, field text, value text)
), gone AS (
    DELETE FROM base_facets b USING agreed a
    WHERE a.value IS NULL AND b.product_id = :id AND b.variant_id = a.variant_id AND b.field = a.field
)
INSERT INTO base_facets (product_id, variant_id, field, value)
SELECT :id, a.variant_id, a.field, a.value FROM agreed a WHERE a.value IS NOT NULL
ON CONFLICT (product_id, variant_id, field) DO UPDATE SET value = excluded.value
