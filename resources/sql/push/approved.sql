-- Approved changes to be sent, all or those named.
SELECT c.id, c.change_type, c.product_id, c.shopify_product_id, c.title, c.sku,
       p.id IS NOT NULL AND c.local_version IS NOT NULL AND c.local_version <> p.content_version
FROM staged_product_changes c
LEFT JOIN products p ON p.id = c.product_id
WHERE c.direction = 'push' AND c.status = 'approved'
  AND (cardinality(:changes::bigint[]) = 0 OR c.id = any(:changes::bigint[]))
ORDER BY c.id
