-- Takes the changes that are still approved. Stale is what was decided on another state than today's: the catalogue has
-- moved, or Shopify has; and so is a deletion of what the last pull could not read whole, as that is there.
INSERT INTO apply_chunk (change_id, change_type, product_id, shopify_product_id, title, is_stale)
SELECT c.id, c.change_type, p.id, c.shopify_product_id, c.title,
    CASE
        WHEN c.change_type IN ('create', 'restore')
            THEN p.id IS NOT NULL OR m.id IS NULL OR c.remote_hash IS DISTINCT FROM m.content_hash
        WHEN c.change_type = 'delete'
            THEN p.id IS NULL OR m.id IS NOT NULL OR p.content_version IS DISTINCT FROM c.local_version
                OR EXISTS (SELECT FROM mirror_state s CROSS JOIN unnest(s.unread) AS u (id)
                           WHERE u.id = c.shopify_product_id)
        ELSE p.id IS NULL OR m.id IS NULL OR p.content_version IS DISTINCT FROM c.local_version
    END
FROM unnest(:ids::bigint[]) AS wanted (id)
JOIN staged_product_changes c ON c.id = wanted.id
LEFT JOIN products p ON p.shopify_product_id = c.shopify_product_id
LEFT JOIN shopify_products m ON m.id = c.shopify_product_id
WHERE c.status = 'approved' AND c.direction = 'pull'
ORDER BY c.id
FOR UPDATE OF c
