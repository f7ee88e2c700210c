-- New products the catalogue cannot hold: a negative amount, or a word it does not know.
UPDATE apply_chunk a SET failure = f.reason
FROM (
    SELECT a.change_id,
        CASE WHEN m.status NOT IN ('active', 'draft', 'archived', 'unlisted') THEN 'status' ELSE (
            SELECT CASE WHEN least(v.price, v.compare_at_price, v.cost, v.weight) < 0 THEN 'negative' ELSE 'word' END
            FROM shopify_variants v
            WHERE v.product_id = m.id
              AND (least(v.price, v.compare_at_price, v.cost, v.weight) < 0
                   OR v.inventory_policy NOT IN ('deny', 'continue') OR v.weight_unit NOT IN ('g', 'kg', 'lb', 'oz'))
            LIMIT 1) END AS reason
    FROM apply_chunk a
    JOIN shopify_products m ON m.id = a.shopify_product_id
    WHERE a.change_type IN ('create', 'restore') AND NOT a.is_stale
) AS f
WHERE a.change_id = f.change_id AND f.reason IS NOT NULL
