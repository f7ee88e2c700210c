-- A stale change is not applied; its product was compared anew.
INSERT INTO sync_history (batch_id, product_id, shopify_product_id, change_id, action, status, title, message)
SELECT :batch::bigint, product_id, shopify_product_id, change_id, 'apply ' || change_type, 'skipped', title, :message
FROM apply_chunk WHERE is_stale
