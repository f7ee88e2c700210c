-- Approved changes to be sent, all or those named; of a batch, those of them that it has claimed. An earlier run may have
-- ended between the call on a product's options by which Shopify moves its variants, and the one that puts them back.
SELECT c.id, c.change_type, c.product_id, c.shopify_product_id, c.title, c.sku,
       p.id IS NOT NULL AND c.local_version IS NOT NULL AND c.local_version <> p.content_version,
       CASE WHEN EXISTS (SELECT FROM sync_operations o WHERE o.change_id = c.id) THEN moved_from(c.id) END
FROM staged_product_changes c
LEFT JOIN products p ON p.id = c.product_id
WHERE c.direction = 'push' AND c.status = CASE WHEN :batch::bigint IS NULL THEN 'approved' ELSE 'applying' END
  AND (:batch::bigint IS NULL OR c.applied_batch_id = :batch::bigint)
  AND (cardinality(:changes::bigint[]) = 0 OR c.id = any(:changes::bigint[]))
ORDER BY c.id
