-- The base as it was.
INSERT INTO base_facets
SELECT b.*
FROM restore_set r
CROSS JOIN LATERAL jsonb_populate_recordset(NULL::base_facets, r.before -> 'base_facets') AS b
WHERE r.before IS NOT NULL
