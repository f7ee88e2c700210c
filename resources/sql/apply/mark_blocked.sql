-- A product whose change cannot be applied says so in its row.
UPDATE products p SET shopify_sync_status = 'error', sync_error = c.failure
FROM apply_chunk a JOIN staged_product_changes c ON c.id = a.change_id
WHERE a.failure IS NOT NULL AND p.id = a.product_id
