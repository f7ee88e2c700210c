-- The counts of the Overview page, all of one moment.
SELECT now(),
       product.total, variant.total, product.in_sync, product.modified, product.conflicts, product.failed,
       product.not_linked, mirror.unlinked, staged.pending, staged.approved, mirror.total,
       batch.last_pull, batch.last_push, staged.severe
FROM (SELECT count(*) AS total,
             count(*) FILTER (WHERE shopify_sync_status = 'synced') AS in_sync,
             count(*) FILTER (WHERE shopify_sync_status = 'modified') AS modified,
             count(*) FILTER (WHERE shopify_sync_status = 'conflict') AS conflicts,
             count(*) FILTER (WHERE shopify_sync_status = 'error') AS failed,
             count(*) FILTER (WHERE shopify_product_id IS NULL) AS not_linked
      FROM products) AS product,
     (SELECT count(*) AS total FROM product_variants) AS variant,
     (SELECT count(*) AS total,
             count(*) FILTER (WHERE NOT EXISTS (SELECT FROM products p WHERE p.shopify_product_id = m.id)) AS unlinked
      FROM shopify_products m) AS mirror,
     (SELECT count(*) FILTER (WHERE status = 'pending') AS pending,
             count(*) FILTER (WHERE status = 'approved') AS approved,
             count(*) FILTER (WHERE conflict_count > 0 AND open_conflict_severity(id) = 2) AS severe
      FROM staged_product_changes WHERE status IN ('pending', 'approved')) AS staged,
     (SELECT max(finished_at) FILTER (WHERE kind = 'pull') AS last_pull,
             max(finished_at) FILTER (WHERE kind = 'push') AS last_push
      FROM sync_batches WHERE status IN ('completed', 'partial')) AS batch
