-- Facets of products and their variants as Shopify told them by another way than a pull; without a value they are gone. Their
-- key is that of no line, so the next pull takes their line for new.
WITH seen AS (
    SELECT CASE WHEN f.variant = 0 THEN r.id ELSE 0 END AS product_id, f.variant AS variant_id, f.field, f.value
    FROM jsonb_to_recordset(:rows::jsonb) AS r (id bigint, facets jsonb)
    CROSS JOIN LATERAL jsonb_to_recordset(r.facets) AS f (variant bigint, field text, value text)
), gone AS (
    DELETE FROM shopify_facets m USING seen s
    WHERE s.value IS NULL AND m.product_id = s.product_id AND m.variant_id = s.variant_id AND m.field = s.field
)
INSERT INTO shopify_facets AS m (line_hash, product_id, variant_id, field, value)
SELECT hashtextextended(gen_random_uuid()::text, 0), s.product_id, s.variant_id, s.field, s.value FROM seen s WHERE s.value IS NOT NULL
ON CONFLICT (product_id, variant_id, field) DO UPDATE
SET (line_hash, value) = (excluded.line_hash, excluded.value)
WHERE m.value <> excluded.value
