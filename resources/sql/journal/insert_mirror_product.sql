-- A product the mirror did not have. Its line is not known: the next pull reads it anew.
INSERT INTO shopify_products
SELECT n.*
FROM jsonb_populate_record(NULL::shopify_products,
    jsonb_build_object('created_at', now(), 'updated_at', now(), 'line_hash', 0) || :patch::jsonb
        || jsonb_build_object('id', :id::bigint, 'content_hash', :hash::uuid)) AS n
