-- What the list has newer than the mirror, or beyond it, has yet to be read; what came incomplete is noted apart.
UPDATE mirror_state
SET unread = coalesce((SELECT array_agg(DISTINCT l.id)
                       FROM shop_list l LEFT JOIN shopify_products m ON m.id = l.id
                       WHERE (m.id IS NULL OR m.updated_at < l.updated_at)
                         AND l.id <> ALL (:incomplete::bigint[])), '{}')
RETURNING cardinality(unread)
