-- A variant the mirror did not have.
INSERT INTO shopify_variants
SELECT n.*
FROM jsonb_populate_record(NULL::shopify_variants, jsonb_build_object('line_hash', 0) || :patch::jsonb
    || jsonb_build_object('id', :id::bigint, 'content_hash', :hash::uuid)) AS n
