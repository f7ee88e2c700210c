-- History lines by id, in the order of the ids.
SELECT h.id, h.batch_id, h.product_id, h.shopify_product_id, h.title, h.action, h.status, h.message, h.request_id,
       h.created_at, h.rule_name
FROM unnest(:ids::bigint[]) WITH ORDINALITY AS asked (id, position)
JOIN sync_history h ON h.id = asked.id
ORDER BY asked.position
