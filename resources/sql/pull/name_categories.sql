-- What categories are called that were not known yet.
INSERT INTO shopify_categories (id, full_name)
SELECT DISTINCT ON (n.id) n.id, n.full_name
FROM jsonb_to_recordset(:categories::jsonb) AS n (id text, full_name text)
ON CONFLICT (id) DO UPDATE SET full_name = excluded.full_name
