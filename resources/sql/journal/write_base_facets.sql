-- Facets of products and their variants on which catalogue and Shopify agree now; without a value neither has them.
WITH agreed AS (
    SELECT r.id AS product_id, f.variant AS variant_id, f.field, f.value
    FROM jsonb_to_recordset(:rows::jsonb) AS r (id bigint, facets jsonb)
    CROSS JOIN LATERAL jsonb_to_recordset(r.facets) AS f (variant bigint, field text, value text)
), gone AS (
    DELETE FROM base_facets b USING agreed a
    WHERE a.value IS NULL AND b.product_id = a.product_id AND b.variant_id = a.variant_id AND b.field = a.field
)
INSERT INTO base_facets (product_id, variant_id, field, value)
SELECT a.product_id, a.variant_id, a.field, a.value FROM agreed a WHERE a.value IS NOT NULL
ON CONFLICT (product_id, variant_id, field) DO UPDATE SET value = excluded.value
