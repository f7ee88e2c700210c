-- Operations recorded between two times, or after a time on products that are named by either of their ids, oldest
-- first: what is not asked for is NULL. One that never left or had no effect is none.
-- Where the product is no longer in the catalogue, the one linked to the same product in Shopify takes its place.
SELECT o.id, o.batch_id, o.sequence, o.change_id, coalesce(p.id, l.id, o.product_id), o.shopify_product_id,
       coalesce(p.name, l.name, h.title, o.after -> 'product' ->> 'title', o.before -> 'product' ->> 'title', '') AS title, o.kind, o.state, o.before, o.after, o.returned,
       o.undoes, o.attempt, o.request_id, o.error, coalesce(o.sent_at, o.planned_at),
       greatest(0, floor(extract(epoch FROM clock_timestamp() - o.sent_at) * 1000))::bigint AS age, o.bulk_run
FROM sync_operations o
LEFT JOIN products p ON p.id = o.product_id
LEFT JOIN products l ON l.shopify_product_id = o.shopify_product_id
LEFT JOIN shopify_products h ON h.id = o.shopify_product_id
WHERE o.state IN ('confirmed', 'sent', 'unknown')
  AND (o.planned_at BETWEEN :from::timestamptz AND :to::timestamptz
       OR (o.planned_at > :after::timestamptz
           AND (o.product_id IN (SELECT unnest(:products::bigint[]))
                OR o.shopify_product_id IN (SELECT unnest(:shopify_products::bigint[])))))
ORDER BY o.planned_at, o.batch_id, o.sequence
