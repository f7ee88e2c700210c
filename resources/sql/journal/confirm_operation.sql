-- An operation took effect.
UPDATE sync_operations
SET state = 'confirmed', returned = :returned::jsonb, request_id = coalesce(:request_id, request_id), error = NULL,
    shopify_product_id = coalesce(:shopify_product_id, shopify_product_id), lease_epoch = :epoch, settled_at = clock_timestamp()
WHERE id = :id AND state IN ('sent', 'unknown')
