-- Deletions waiting to be sent of products that come back.
UPDATE staged_product_changes c
SET status = 'superseded', updated_at = now()
FROM deleted_products d
WHERE d.product_id = ANY (:ids::bigint[]) AND d.restored_at IS NULL AND c.shopify_product_id = d.shopify_product_id
  AND c.direction = 'push' AND c.change_type = 'delete' AND c.status IN ('pending', 'approved', 'rejected')
