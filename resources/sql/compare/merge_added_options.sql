-- Options that both sides added in the same place, told apart by their names: Shopify's come first, ours after them, and
-- what variants have for ours goes along. A person decides where an option that was there was changed too, where they
-- are more than the three Shopify takes, where both added the same one in different places, and where a variant that only
-- the catalogue has would have to go along.
WITH merging AS MATERIALIZED (
    SELECT f.shopify_product_id, p.id AS product_id, cardinality(b.option_names) AS kept, p.option_names AS ours,
        m.option_names AS theirs, m.option_names || added.names AS names
    FROM compare_fields f
    JOIN products p ON p.shopify_product_id = f.shopify_product_id
    JOIN shopify_products m ON m.id = f.shopify_product_id
    JOIN base_products b ON b.id = f.shopify_product_id
    CROSS JOIN LATERAL (
        SELECT ARRAY(SELECT o.name FROM unnest(p.option_names) WITH ORDINALITY AS o (name, place)
                     WHERE o.place > cardinality(b.option_names)
                       AND NOT EXISTS (SELECT FROM unnest(m.option_names) AS t (name) WHERE lower(t.name) = lower(o.name))
                     ORDER BY o.place) AS names
    ) AS added
    WHERE f.field = 'option_names' AND f.shopify_variant_id = 0 AND f.is_conflict
      AND p.option_names[1: cardinality(b.option_names)] = b.option_names
      AND m.option_names[1: cardinality(b.option_names)] = b.option_names
      AND cardinality(m.option_names || added.names) <= 3
      AND NOT EXISTS (SELECT FROM unnest(p.option_names) WITH ORDINALITY AS o (name, place)
                      JOIN unnest(m.option_names) WITH ORDINALITY AS t (name, place) ON lower(t.name) = lower(o.name)
                      WHERE t.place <> o.place)
      AND NOT EXISTS (SELECT FROM product_variants v WHERE v.product_id = p.id AND v.shopify_variant_id IS NULL)
), placed AS MATERIALIZED (
    SELECT g.shopify_product_id, m.id AS shopify_variant_id, v.id AS variant_id, s.place, s.place > g.kept AS is_added,
        o.base[s.place] AS base, o.ours[s.place] AS ours, o.theirs[s.place] AS theirs,
        CASE WHEN s.place > g.kept THEN coalesce(o.theirs[s.place], mine.value)
             WHEN o.theirs[s.place] IS DISTINCT FROM o.base[s.place] THEN o.theirs[s.place]
             ELSE o.ours[s.place] END AS wanted,
        s.place > g.kept AND o.theirs[s.place] <> mine.value AS is_conflict
    FROM merging g
    JOIN product_variants v ON v.product_id = g.product_id
    JOIN shopify_variants m ON m.id = v.shopify_variant_id
    JOIN base_variants b ON b.id = m.id
    CROSS JOIN LATERAL (
        SELECT ARRAY[b.option1, b.option2, b.option3] AS base, ARRAY[v.option1, v.option2, v.option3] AS ours,
            ARRAY[m.option1, m.option2, m.option3] AS theirs
    ) AS o
    CROSS JOIN generate_series(1, 3) AS s (place)
    LEFT JOIN LATERAL (
        SELECT o.ours[n.place] AS value FROM unnest(g.ours) WITH ORDINALITY AS n (name, place)
        WHERE n.place > g.kept AND lower(n.name) = lower(g.names[s.place])
    ) AS mine ON true
), found AS MATERIALIZED (
    SELECT p.shopify_product_id, p.shopify_variant_id, p.variant_id, 'option' || p.place AS field, p.base, p.ours, p.theirs,
        p.wanted, coalesce(p.is_conflict, false) AS is_conflict
    FROM placed p
    WHERE p.is_added
    UNION ALL
    SELECT t.shopify_product_id, t.shopify_variant_id, t.variant_id, 'title', b.title, v.title, m.title, t.wanted, false
    FROM (SELECT p.shopify_product_id, p.shopify_variant_id, p.variant_id,
              string_agg(p.wanted, ' / ' ORDER BY p.place) AS wanted
          FROM placed p
          GROUP BY p.shopify_product_id, p.shopify_variant_id, p.variant_id
          HAVING NOT coalesce(bool_or(p.is_conflict), false)) AS t
    JOIN product_variants v ON v.id = t.variant_id
    JOIN shopify_variants m ON m.id = t.shopify_variant_id
    JOIN base_variants b ON b.id = t.shopify_variant_id
), named AS (
    UPDATE compare_fields f
    SET is_conflict = false, merged_value = CASE WHEN g.names <> g.theirs THEN to_jsonb(g.names)::text END
    FROM merging g
    WHERE f.shopify_product_id = g.shopify_product_id AND f.shopify_variant_id = 0 AND f.field = 'option_names'
), replaced AS (
    DELETE FROM compare_fields f USING found n
    WHERE f.shopify_variant_id = n.shopify_variant_id AND f.field = n.field
)
INSERT INTO compare_fields
SELECT n.shopify_product_id, n.shopify_variant_id, n.variant_id, n.field, n.base, n.ours, n.theirs, n.is_conflict,
    NOT n.is_conflict AND n.wanted IS NOT DISTINCT FROM n.ours,
    CASE WHEN NOT n.is_conflict AND n.wanted IS DISTINCT FROM n.theirs THEN n.wanted END
FROM found n
WHERE n.wanted IS DISTINCT FROM n.ours OR n.theirs IS DISTINCT FROM n.base
