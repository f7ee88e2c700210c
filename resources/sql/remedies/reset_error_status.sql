-- Takes the failed mark off products of which nothing has failed.
UPDATE products p SET
    shopify_sync_status = CASE WHEN p.shopify_product_id IS NULL THEN NULL WHEN p.locally_edited THEN 'modified'
        WHEN EXISTS (SELECT FROM base_products b WHERE b.id = p.shopify_product_id) THEN 'synced' END,
    sync_error = NULL
WHERE p.shopify_sync_status = 'error'
  AND NOT EXISTS (SELECT FROM staged_product_changes c WHERE c.product_id = p.id AND c.status = 'failed')
  AND NOT EXISTS (SELECT FROM sync_operations o WHERE o.product_id = p.id AND o.state = 'unknown')
