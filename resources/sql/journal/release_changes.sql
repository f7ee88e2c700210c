-- What a batch claimed and did not end. All sent: applied. Some sent: what is left is compared anew. Nothing: approved again;
-- so is a change whose call on options has moved the variants when none has put them back, which no comparison tells.
-- Calls that follow on others are written down when their turn comes: facets that still differ tell of those that had none.
WITH ended AS (
    SELECT c.id, bool_or(o.state = 'confirmed') AS has_sent, CASE
        WHEN count(*) FILTER (WHERE o.state = 'confirmed') = 0 THEN 'approved'
        WHEN moved_from(c.id) IS NOT NULL THEN 'approved'
        WHEN count(*) FILTER (WHERE o.state <> 'confirmed') = 0
            AND NOT EXISTS (SELECT FROM facet_edits e
                            WHERE e.product_id = c.product_id
                              AND (c.change_type = 'create'
                                   OR EXISTS (SELECT FROM staged_field_changes f
                                              WHERE f.change_id = c.id AND f.field = e.field AND f.decision <> 'reject')))
            THEN 'applied'
        ELSE 'superseded' END AS status
    FROM staged_product_changes c
    LEFT JOIN sync_operations o ON o.change_id = c.id AND o.batch_id = :batch
    WHERE c.applied_batch_id = :batch AND c.status = 'applying'
    GROUP BY c.id
    HAVING count(*) FILTER (WHERE o.state IN ('sent', 'unknown')) = 0
), changed AS (
    UPDATE staged_product_changes c
    SET status = e.status, applied_batch_id = CASE WHEN e.status = 'approved' THEN NULL ELSE :batch END, updated_at = now()
    FROM ended e WHERE c.id = e.id
    RETURNING c.id, c.product_id, c.shopify_product_id, c.title, c.change_type, c.status, c.rule_name, e.has_sent
), renewed AS (
    -- What the calls on options have made of them is what the rest is sent upon.
    UPDATE staged_field_changes f
    SET remote_value = CASE f.field WHEN 'option_names' THEN to_jsonb(p.option_names)::text
                                    WHEN 'option1' THEN v.option1 WHEN 'option2' THEN v.option2 ELSE v.option3 END
    FROM changed c
    JOIN shopify_products p ON p.id = c.shopify_product_id
    LEFT JOIN shopify_variants v ON v.product_id = p.id
    WHERE c.status = 'approved' AND c.has_sent AND f.change_id = c.id
      AND f.field IN ('option_names', 'option1', 'option2', 'option3')
      AND (v.id = f.shopify_variant_id OR (f.field = 'option_names' AND f.shopify_variant_id = 0))
), told AS (
    INSERT INTO sync_history (batch_id, product_id, shopify_product_id, change_id, action, status, title, message, rule_name)
    SELECT :batch, product_id, shopify_product_id, id, change_type,
           CASE WHEN status = 'applied' THEN 'success' ELSE 'skipped' END, title, :message, rule_name
    FROM changed WHERE status <> 'approved'
), standing AS (
    -- The other direction's open change of a product, if it has one, and whether Shopify was seen to have moved.
    SELECT c.product_id, c.status, other.id IS NOT NULL AS has_open, other.conflict_count > 0 AS has_conflict,
           EXISTS (SELECT FROM base_products b LEFT JOIN shopify_products m ON m.id = b.id
                   WHERE b.id = p.shopify_product_id AND m.content_hash IS DISTINCT FROM b.content_hash)
           OR EXISTS (SELECT FROM shopify_variants m LEFT JOIN base_variants b ON b.id = m.id
                      WHERE m.product_id = p.shopify_product_id AND b.content_hash IS DISTINCT FROM m.content_hash)
           OR EXISTS (SELECT FROM facet_moves f WHERE f.shopify_product_id = p.shopify_product_id) AS has_moved
    FROM changed c JOIN products p ON p.id = c.product_id
    LEFT JOIN staged_product_changes other ON other.shopify_product_id = p.shopify_product_id AND other.direction <> 'push'
        AND other.status IN ('pending', 'approved', 'applying')
), shown AS (
    UPDATE products p SET shopify_sync_status = CASE
        WHEN p.shopify_product_id IS NULL THEN NULL
        WHEN s.has_conflict THEN 'conflict'
        WHEN s.status = 'approved' OR s.has_open THEN 'pending'
        WHEN s.status = 'superseded' OR p.locally_edited OR s.has_moved THEN 'modified'
        ELSE 'synced' END
    FROM standing s WHERE p.id = s.product_id AND p.shopify_sync_status = 'syncing'
)
SELECT id FROM changed
