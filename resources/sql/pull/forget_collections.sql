-- Collections that the shop no longer has.
DELETE FROM shopify_collections
WHERE id <> ALL (SELECT n.id FROM jsonb_to_recordset(:collections::jsonb) AS n (id bigint))
