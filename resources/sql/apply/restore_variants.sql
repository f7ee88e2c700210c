-- Variants as they were, under the ids they had.
INSERT INTO product_variants
SELECT b.*
FROM restore_set r
CROSS JOIN LATERAL jsonb_populate_recordset(NULL::product_variants, r.before -> 'variants') AS b
WHERE r.before IS NOT NULL
