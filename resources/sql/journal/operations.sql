-- A batch's operations in the order they were made.
SELECT o.id, o.batch_id, o.sequence, o.change_id, o.product_id, o.shopify_product_id,
       coalesce(p.name, h.title, o.before -> 'product' ->> 'title', '') AS title, o.kind, o.state, o.before, o.after, o.returned,
       o.undoes, o.attempt, o.request_id, o.error, o.sent_at,
       greatest(0, floor(extract(epoch FROM clock_timestamp() - o.sent_at) * 1000))::bigint AS age, o.bulk_run
FROM sync_operations o
LEFT JOIN products p ON p.id = o.product_id
LEFT JOIN shopify_products h ON h.id = o.shopify_product_id
WHERE o.batch_id = :batch AND (cardinality(:products::bigint[]) = 0 OR o.product_id = any(:products::bigint[]))
ORDER BY o.sequence
