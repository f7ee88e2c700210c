-- Sales channels that the shop no longer has.
DELETE FROM shopify_publications
WHERE id <> ALL (SELECT n.id FROM jsonb_to_recordset(:publications::jsonb) AS n (id bigint))
