-- Operations took effect.
UPDATE sync_operations o
SET state = 'confirmed', returned = r.returned, request_id = coalesce(r.request_id, o.request_id), error = NULL,
    shopify_product_id = coalesce(r.shopify_product_id, o.shopify_product_id), lease_epoch = r.epoch,
    settled_at = clock_timestamp()
FROM jsonb_to_recordset(:rows::jsonb) AS r (id uuid, returned jsonb, request_id text, shopify_product_id bigint, epoch bigint)
WHERE o.id = r.id AND o.state IN ('sent', 'unknown')
RETURNING o.id
