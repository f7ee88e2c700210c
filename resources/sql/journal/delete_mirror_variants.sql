-- Variants that are no longer in Shopify leave the mirror.
WITH gone AS (
    SELECT e.id::bigint AS id
    FROM jsonb_to_recordset(:rows::jsonb) AS r (ids jsonb) CROSS JOIN LATERAL jsonb_array_elements_text(r.ids) AS e (id)
), facets AS (DELETE FROM shopify_facets WHERE product_id = 0 AND variant_id = any(ARRAY(SELECT id FROM gone)))
DELETE FROM shopify_variants WHERE id = any(ARRAY(SELECT id FROM gone))
