-- What the shop's sales channels are called.
INSERT INTO shopify_publications AS p (id, name)
SELECT DISTINCT ON (n.id) n.id, n.name
FROM jsonb_to_recordset(:publications::jsonb) AS n (id bigint, name text)
WHERE n.name <> ''
ON CONFLICT (id) DO UPDATE SET name = excluded.name WHERE p.name <> excluded.name
