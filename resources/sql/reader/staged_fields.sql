-- The field changes of a staged update: the product's own fields first, then variant by variant. Options that are to be
-- sent come with the first variant of the catalogue that does not go with them, or with their own: it has no value for an
-- option, or one for an option that is not there. What was decided counts: a name or value that is not sent stays as it is
-- in Shopify, a value with its option, wherever that is to be; and what is rejected itself is told nothing.
-- Options that are linked to a metafield in Shopify come with the name of both where they would not stay: with the names
-- they are missing from, with the variant that is to have another value, and with any that is added.
-- What else the mirror tells against sending a field comes with it: that Shopify holds a metafield with another type, which
-- stays; why a sales channel stays, in a word; and with a variant that is added, how many the product would come to have.
WITH options AS MATERIALIZED (
    SELECT f.*, CASE f.decision WHEN 'edited' THEN f.edited_value
                                WHEN 'reject' THEN f.remote_value
                                WHEN 'take_theirs' THEN f.remote_value
                                ELSE coalesce(f.merged_value, f.local_value) END AS sent
    FROM staged_field_changes f
    WHERE f.change_id = :id AND f.field IN ('option_names', 'option1', 'option2', 'option3')
), names AS (
    SELECT p.id AS product, coalesce((SELECT n.sent::jsonb FROM options n WHERE n.field = 'option_names'),
                                     to_jsonb(p.option_names)) AS list,
           (SELECT n.remote_value::jsonb FROM options n WHERE n.field = 'option_names') AS held
    FROM staged_product_changes c
    JOIN products p ON p.id = c.product_id
    WHERE c.id = :id AND c.direction = 'push' AND EXISTS (SELECT FROM options)
), misfits AS MATERIALIZED (
    SELECT pv.id AS variant, pv.title, pv.position, o.place, 'option' || o.place AS field, names.list ->> (o.place - 1) AS option, held.value
    FROM names
    JOIN product_variants pv ON pv.product_id = names.product
    CROSS JOIN LATERAL (VALUES (1, pv.option1), (2, pv.option2), (3, pv.option3)) o (place, value)
    LEFT JOIN options e ON e.variant_id = pv.id AND e.field = 'option' || o.place
    CROSS JOIN LATERAL (SELECT CASE WHEN e.id IS NULL THEN o.value ELSE e.sent END AS value) held
    WHERE jsonb_array_length(names.list) > 0 AND NOT (names.list = '["Title"]' AND o.place = 1)
      AND (held.value IS NULL) = (o.place <= jsonb_array_length(names.list))
      AND NOT (coalesce(e.decision, '') = 'reject'
               AND (o.place > jsonb_array_length(names.list)
                    OR EXISTS (SELECT FROM jsonb_array_elements_text(names.held) AS h (name)
                               WHERE lower(h.name) = lower(names.list ->> (o.place - 1)))))
), linked AS MATERIALIZED (
    SELECT l.option, l.metafield, array_position(m.option_names, l.option) AS place
    FROM staged_product_changes c
    JOIN shopify_products m ON m.id = c.shopify_product_id
    CROSS JOIN LATERAL jsonb_each_text(m.linked_options) AS l (option, metafield)
    WHERE c.id = :id AND c.direction = 'push'
), breaks AS MATERIALIZED (
    SELECT linked.option, linked.metafield, other.variant, 'option' || wanted.place AS field
    FROM linked
    CROSS JOIN names
    LEFT JOIN LATERAL (
        SELECT n.place::integer AS place
        FROM jsonb_array_elements_text(names.list) WITH ORDINALITY AS n (name, place)
        WHERE n.name = linked.option) wanted ON true
    LEFT JOIN LATERAL (
        SELECT pv.id AS variant
        FROM product_variants pv
        JOIN shopify_variants m ON m.id = pv.shopify_variant_id
        LEFT JOIN options e ON e.variant_id = pv.id AND e.field = 'option' || wanted.place
        WHERE pv.product_id = names.product AND coalesce(e.decision, '') NOT IN ('reject', 'take_theirs')
          AND CASE WHEN e.id IS NULL THEN (ARRAY[m.option1, m.option2, m.option3])[wanted.place] ELSE e.sent END
              IS DISTINCT FROM (ARRAY[m.option1, m.option2, m.option3])[linked.place]) other ON wanted.place IS NOT NULL
    WHERE wanted.place IS NULL OR other.variant IS NOT NULL
), room AS MATERIALIZED (
    SELECT count(*) FILTER (WHERE f.shopify_variant_id = 0) - count(*) FILTER (WHERE f.shopify_variant_id <> 0)
           + (SELECT count(*) FROM staged_product_changes c JOIN shopify_variants m ON m.product_id = c.shopify_product_id
              WHERE c.id = :id) AS variants
    FROM staged_field_changes f
    WHERE f.change_id = :id AND f.field = '' AND f.decision <> 'reject'
)
SELECT f.id, f.shopify_variant_id, coalesce(v.title, m.title, b.title), f.field, f.base_value, f.local_value,
       f.remote_value, f.edited_value, f.is_conflict, f.decision,
       f.merged_value, CASE WHEN f.is_conflict THEN conflict_severity(f.field) END,
       f.decided_by, f.decided_at, l.id, l.name, l.active, l.managed_by, coalesce(v.tracked, true),
       misfit.title, misfit.option, misfit.value, other.field IS NOT NULL,
       CASE WHEN f.field LIKE 'publication:%'
            THEN channel_trouble(f.field, CASE f.decision WHEN 'edited' THEN f.edited_value
                                                          WHEN 'take_theirs' THEN f.remote_value
                                                          ELSE coalesce(f.merged_value, f.local_value) END IS NOT NULL) END,
       CASE WHEN f.field = '' AND f.shopify_variant_id = 0 AND f.decision <> 'reject' THEN room.variants ELSE 0 END,
       unkept.option, unkept.metafield
FROM staged_field_changes f
JOIN staged_product_changes c ON c.id = f.change_id
CROSS JOIN room
LEFT JOIN product_variants v ON v.id = f.variant_id
LEFT JOIN shopify_variants m ON m.id = nullif(f.shopify_variant_id, 0)
LEFT JOIN base_variants b ON b.id = nullif(f.shopify_variant_id, 0)
LEFT JOIN locations l ON f.field = 'stock:' || l.id
LEFT JOIN LATERAL (
    SELECT s.title, s.option, s.value
    FROM misfits s
    WHERE f.field IN ('option_names', 'option1', 'option2', 'option3') AND f.decision NOT IN ('reject', 'take_theirs')
      AND (f.field = 'option_names' OR (f.field = s.field AND f.variant_id = s.variant))
    ORDER BY s.position, s.variant, s.place
    LIMIT 1) misfit ON true
LEFT JOIN LATERAL (
    SELECT t.field
    FROM shopify_facets t
    WHERE (c.direction = 'push' OR f.is_conflict) AND f.field LIKE 'metafield:%'
      AND f.decision NOT IN ('reject', 'take_theirs')
      AND CASE f.decision WHEN 'edited' THEN f.edited_value ELSE coalesce(f.merged_value, f.local_value) END IS NOT NULL
      AND t.product_id = CASE f.shopify_variant_id WHEN 0 THEN c.shopify_product_id ELSE 0 END
      AND t.variant_id = f.shopify_variant_id AND t.field <> f.field
      AND regexp_replace(t.field, ':[^:]*$', '') = regexp_replace(f.field, ':[^:]*$', '')
      AND NOT EXISTS (
          SELECT FROM staged_field_changes g
          WHERE g.change_id = f.change_id AND g.shopify_variant_id = f.shopify_variant_id AND g.field = t.field
            AND g.decision NOT IN ('reject', 'take_theirs')
            AND CASE g.decision WHEN 'edited' THEN g.edited_value ELSE coalesce(g.merged_value, g.local_value) END IS NULL)
    LIMIT 1) other ON true
LEFT JOIN LATERAL (
    SELECT b.option, b.metafield
    FROM breaks b
    WHERE f.field IN ('option_names', 'option1', 'option2', 'option3') AND f.decision NOT IN ('reject', 'take_theirs')
      AND (f.field = 'option_names' OR (f.field = b.field AND f.variant_id = b.variant))
    UNION ALL
    SELECT k.option, k.metafield
    FROM linked k
    WHERE f.field = '' AND f.shopify_variant_id = 0 AND f.decision <> 'reject'
    ORDER BY 1
    LIMIT 1) unkept ON true
WHERE f.change_id = :id
ORDER BY (f.shopify_variant_id <> 0 OR f.variant_id IS NOT NULL), coalesce(v.position, m.position, b.position),
         f.shopify_variant_id, f.variant_id, f.id
