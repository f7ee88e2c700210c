-- How many rows the mirror is thought to hold, to make room for them at once.
SELECT greatest(reltuples, 0)::bigint FROM pg_class
WHERE oid IN ('shopify_products'::regclass, 'shopify_variants'::regclass) ORDER BY relname
