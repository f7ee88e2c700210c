-- Products the mirror did not have: those that we made, whose options are words and none of them linked. Their lines are
-- not known: the next pull reads them anew.
INSERT INTO shopify_products
SELECT n.*
FROM jsonb_to_recordset(:rows::jsonb) AS r (id bigint, patch jsonb, hash uuid)
CROSS JOIN LATERAL jsonb_populate_record(NULL::shopify_products,
    jsonb_build_object('created_at', now(), 'updated_at', now(), 'line_hash', 0, 'linked_options', '{}'::jsonb)
        || r.patch || jsonb_build_object('id', r.id, 'content_hash', r.hash)) AS n
