-- A product of the catalogue whose counterpart is gone, with its variants.
WITH unlinked AS (UPDATE product_variants SET shopify_variant_id = NULL, inventory_item_id = NULL WHERE product_id = :id)
UPDATE products SET shopify_product_id = NULL, shopify_sync_status = NULL, sync_error = NULL, shopify_synced_at = NULL WHERE id = :id
