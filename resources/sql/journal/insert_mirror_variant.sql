-- Variants the mirror did not have.
INSERT INTO shopify_variants
SELECT n.*
FROM jsonb_to_recordset(:rows::jsonb) AS r (id bigint, patch jsonb, hash uuid)
CROSS JOIN LATERAL jsonb_populate_record(NULL::shopify_variants, jsonb_build_object('line_hash', 0) || r.patch
    || jsonb_build_object('id', r.id, 'content_hash', r.hash)) AS n
