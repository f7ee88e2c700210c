-- The base as it was.
INSERT INTO base_variants
SELECT b.*
FROM restore_set r
CROSS JOIN LATERAL jsonb_populate_recordset(NULL::base_variants, r.before -> 'base_variants') AS b
WHERE r.before IS NOT NULL
