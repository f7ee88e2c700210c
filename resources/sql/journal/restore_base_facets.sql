-- The base of the facets of a product put back.
INSERT INTO base_facets
SELECT f.*
FROM version_images s
CROSS JOIN LATERAL jsonb_populate_recordset(NULL::base_facets, s.before -> 'base_facets') AS f
WHERE s.id = :version
ON CONFLICT (product_id, variant_id, field) DO NOTHING
