-- Operations recorded between two times, oldest first. One that never left or had no effect is none.
-- Where the product is no longer in the catalogue, the one linked to the same product in Shopify takes its place.
SELECT o.id, o.batch_id, o.sequence, o.change_id, coalesce(p.id, l.id, o.product_id), o.shopify_product_id,
       coalesce(p.name, l.name, h.title, o.after -> 'product' ->> 'title', o.before -> 'product' ->> 'title', '') AS title, o.kind, o.state, o.before, o.after, o.returned,
       o.undoes, o.attempt, o.request_id, o.error, coalesce(o.sent_at, o.planned_at),
       greatest(0, floor(extract(epoch FROM clock_timestamp() - o.sent_at) * 1000))::bigint AS age, o.bulk_run
FROM sync_operations o
LEFT JOIN products p ON p.id = o.product_id
LEFT JOIN products l ON l.shopify_product_id = o.shopify_product_id
LEFT JOIN shopify_products h ON h.id = o.shopify_product_id
WHERE o.planned_at BETWEEN :from::timestamptz AND :to::timestamptz AND o.state IN ('confirmed', 'sent', 'unknown')
ORDER BY o.planned_at, o.batch_id, o.sequence
