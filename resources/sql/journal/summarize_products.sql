-- What products repeat of their variants, that the content moved, and where each stands: an open conflict, an open change,
-- an edit or a newer mirror, or in step. Changes are found by each of the two ids by itself: with OR between them all open
-- changes were read for every product settled. A change that is being sent goes along with the version: what its own calls
-- wrote is no edit since it was approved, and what a person wrote meanwhile is. One that ends as failed with this very
-- settlement does not, and is compared anew before it is sent again.
WITH settled AS (
    SELECT * FROM jsonb_to_recordset(:products::jsonb)
        AS s (product bigint, changed boolean, edited boolean, synced boolean, error text)
), sending AS (
    UPDATE staged_product_changes c SET local_version = p.content_version + 1
    FROM settled s JOIN products p ON p.id = s.product
    CROSS JOIN LATERAL (SELECT x.id FROM staged_product_changes x
                        WHERE x.product_id = p.id AND x.direction = 'push' AND x.status = 'applying'
                          AND x.local_version = p.content_version
                        OFFSET 0) AS own
    WHERE s.changed AND c.id = own.id
)
UPDATE products p
SET sku = (SELECT v.sku FROM product_variants v WHERE v.product_id = p.id ORDER BY v.position, v.id LIMIT 1),
    variant_count = t.variant_count, min_price = t.min_price, total_inventory = t.total_inventory,
    content_version = p.content_version + CASE WHEN s.changed THEN 1 ELSE 0 END,
    updated_at = CASE WHEN s.changed THEN now() ELSE p.updated_at END,
    locally_edited = s.edited,
    sync_error = s.error,
    shopify_synced_at = CASE WHEN s.synced THEN now() ELSE p.shopify_synced_at END,
    shopify_sync_status = CASE
        WHEN p.shopify_product_id IS NULL THEN NULL
        WHEN coalesce(o.has_conflict, false) THEN 'conflict'
        WHEN s.error IS NOT NULL THEN 'error'
        WHEN coalesce(o.has_applying, false) THEN 'syncing'
        WHEN coalesce(o.has_open, false) THEN 'pending'
        WHEN s.edited
            OR EXISTS (SELECT FROM base_products b LEFT JOIN shopify_products m ON m.id = b.id
                       WHERE b.id = p.shopify_product_id AND m.content_hash IS DISTINCT FROM b.content_hash)
            OR EXISTS (SELECT FROM shopify_variants m LEFT JOIN base_variants b ON b.id = m.id
                       WHERE m.product_id = p.shopify_product_id AND b.content_hash IS DISTINCT FROM m.content_hash)
            OR EXISTS (SELECT FROM facet_moves f WHERE f.shopify_product_id = p.shopify_product_id)
            THEN 'modified'
        ELSE 'synced' END
FROM settled s
CROSS JOIN LATERAL (
    SELECT count(*) AS variant_count, min(price) AS min_price, coalesce(sum(inventory_quantity), 0) AS total_inventory
    FROM product_variants WHERE product_id = s.product) AS t
CROSS JOIN LATERAL (SELECT bool_or(c.conflict_count > 0) AS has_conflict, bool_or(c.status = 'applying') AS has_applying, count(*) > 0 AS has_open
      FROM (SELECT id, conflict_count, status FROM staged_product_changes
            WHERE product_id = s.product AND status IN ('pending', 'approved', 'applying')
            UNION
            SELECT c.id, c.conflict_count, c.status FROM staged_product_changes c
            WHERE c.shopify_product_id = (SELECT q.shopify_product_id FROM products q WHERE q.id = s.product)
              AND c.status IN ('pending', 'approved', 'applying')) AS c) AS o
WHERE p.id = s.product
