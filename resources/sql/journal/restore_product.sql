-- Puts a product back into the catalogue as an image holds it, under its own id.
INSERT INTO products OVERRIDING SYSTEM VALUE
SELECT (jsonb_populate_record(NULL::products, before -> 'product')).* FROM sync_versions WHERE id = :version
RETURNING id
