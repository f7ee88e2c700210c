-- Updates that would write what the catalogue cannot hold.
UPDATE apply_chunk a SET failure = f.reason
FROM (
    SELECT v.change_id, min(CASE WHEN v.field IN ('price', 'compare_at_price', 'cost', 'weight') THEN 'negative'
                                 WHEN v.field = 'status' THEN 'status' ELSE 'word' END) AS reason
    FROM apply_values v
    WHERE v.decision <> 'keep_ours'
      AND ((v.field IN ('price', 'compare_at_price', 'cost', 'weight') AND v.value::numeric < 0)
           OR (v.field = 'status' AND v.value NOT IN ('active', 'draft', 'archived', 'unlisted'))
           OR (v.field = 'inventory_policy' AND v.value NOT IN ('deny', 'continue'))
           OR (v.field = 'weight_unit' AND v.value NOT IN ('g', 'kg', 'lb', 'oz'))
           OR ((v.is_addition OR v.is_twin) AND EXISTS (
                SELECT FROM shopify_variants m
                WHERE m.id = v.shopify_variant_id AND (least(m.price, m.compare_at_price, m.cost, m.weight) < 0
                    OR m.inventory_policy NOT IN ('deny', 'continue') OR m.weight_unit NOT IN ('g', 'kg', 'lb', 'oz')))))
    GROUP BY v.change_id
) AS f
WHERE a.change_id = f.change_id
