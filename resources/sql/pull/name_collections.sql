-- What the shop's collections are called.
INSERT INTO shopify_collections AS c (id, title, handle, rule_based)
SELECT DISTINCT ON (n.id) n.id, n.title, n.handle, n.rule_based
FROM jsonb_to_recordset(:collections::jsonb) AS n (id bigint, title text, handle text, rule_based boolean)
ON CONFLICT (id) DO UPDATE
SET (title, handle, rule_based) = (excluded.title, excluded.handle, excluded.rule_based)
WHERE (c.title, c.handle, c.rule_based) IS DISTINCT FROM (excluded.title, excluded.handle, excluded.rule_based)
