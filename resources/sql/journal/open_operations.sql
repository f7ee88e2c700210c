-- Operations of other batches whose outcome nobody has settled.
SELECT o.id, o.batch_id, o.sequence, o.change_id, o.product_id, o.shopify_product_id,
       coalesce(p.name, h.title, o.before -> 'product' ->> 'title', '') AS title, o.kind, o.state, o.before, o.after, o.returned,
       o.undoes, o.attempt, o.request_id, o.error, o.sent_at,
       greatest(0, floor(extract(epoch FROM clock_timestamp() - o.sent_at) * 1000))::bigint AS age, o.bulk_run
FROM sync_operations o
LEFT JOIN products p ON p.id = o.product_id
LEFT JOIN shopify_products h ON h.id = o.shopify_product_id
WHERE o.state IN ('sent', 'unknown') AND o.batch_id IS DISTINCT FROM :except::bigint
ORDER BY o.batch_id, o.sequence
