-- What came of each change.
INSERT INTO sync_history (batch_id, product_id, shopify_product_id, change_id, action, status, title)
SELECT :batch::bigint, product_id, shopify_product_id, change_id, 'apply ' || change_type, 'success', title
FROM apply_chunk
ORDER BY change_id
