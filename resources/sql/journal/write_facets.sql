-- Facets of products of the catalogue and their variants; without a value they are taken out.
WITH written AS (
    SELECT r.id AS product_id, nullif(f.variant, 0) AS variant_id, f.field, f.value
    FROM jsonb_to_recordset(:rows::jsonb) AS r (id bigint, facets jsonb)
    CROSS JOIN LATERAL jsonb_to_recordset(r.facets) AS f (variant bigint, field text, value text)
), gone AS (
    DELETE FROM product_facets o USING written w
    WHERE w.value IS NULL AND o.product_id = w.product_id AND coalesce(o.variant_id, 0) = coalesce(w.variant_id, 0)
      AND o.field = w.field
)
INSERT INTO product_facets (product_id, variant_id, field, value)
SELECT w.product_id, w.variant_id, w.field, w.value FROM written w WHERE w.value IS NOT NULL
ON CONFLICT (product_id, coalesce(variant_id, 0), field) DO UPDATE SET value = excluded.value
