-- Changes whose effect was taken back.
UPDATE staged_product_changes SET status = 'rolled_back', updated_at = now()
WHERE applied_batch_id = :undoes AND status = 'applied'
  AND (product_id = any(:products::bigint[]) OR shopify_product_id = any(:shopify_products::bigint[]))
