-- Deleted products as they were, under the ids they had. The version only grows, so that nobody who saw one before
-- overwrites it unseen. What was under way then is not any more, and the next comparison looks at it again.
INSERT INTO products OVERRIDING SYSTEM VALUE
SELECT r.*
FROM deleted_products d
CROSS JOIN LATERAL jsonb_populate_record(NULL::products, d.image -> 'product' || jsonb_build_object(
    'category_id', (SELECT c.id FROM categories c WHERE c.id = (d.image #>> '{product,category_id}')::bigint),
    'content_version', (d.image #>> '{product,content_version}')::bigint + 1,
    'shopify_sync_status', CASE WHEN d.image #>> '{product,shopify_sync_status}' IN ('pending', 'syncing')
        THEN 'modified' ELSE d.image #>> '{product,shopify_sync_status}' END,
    'updated_at', now(), 'updated_by', :operator::text)) AS r
WHERE d.product_id = ANY (:ids::bigint[]) AND d.restored_at IS NULL
