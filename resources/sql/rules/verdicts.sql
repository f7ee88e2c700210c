-- What the rules say about waiting changes, of one batch or all: why a person decides whatever they say, the first rule
-- that asks for a person, the first that approves, and whether the rule at place :draft is among those that caught it.
-- :rules is a JSON array in the order of the rules; see Sync::ruleFacts() for its members.
-- Just after staging no statistics speak of these rows, so nothing large is joined to anything large: whatever plan is
-- chosen, the work grows with the number of fields.
WITH rule AS MATERIALIZED (
    SELECT r.*
    FROM jsonb_to_recordset(:rules::jsonb) AS r (place integer, approves boolean, direction text, change_types text[],
        entity text, fields text[], except_fields text[], max_fields bigint, no_conflict boolean, is_about_fields boolean)
), bound AS MATERIALIZED (
    -- Per rule, field and movement the narrowest limits.
    SELECT l.place, l.field,
           min(l.bound) FILTER (WHERE l.measure = 'percent' AND l.movement <> 'down') AS percent_up,
           min(l.bound) FILTER (WHERE l.measure = 'percent' AND l.movement <> 'up') AS percent_down,
           min(l.bound) FILTER (WHERE l.measure = 'amount' AND l.movement <> 'down') AS amount_up,
           min(l.bound) FILTER (WHERE l.measure = 'amount' AND l.movement <> 'up') AS amount_down
    FROM jsonb_to_recordset(:limits::jsonb) AS l (place integer, field text, movement text, measure text, bound numeric)
    GROUP BY l.place, l.field
), change AS MATERIALIZED (
    SELECT c.id, c.direction, c.change_type, c.conflict_count, c.is_begun
    FROM staged_product_changes c
    WHERE c.status = 'pending' AND (:batch::bigint IS NULL OR c.batch_id = :batch::bigint)
), field AS MATERIALIZED (
    -- Old is what stands where the change would be written, new what would be written: a value written by hand, or what
    -- both sides' lists make together, before either side's. Text that is no number counts as missing.
    SELECT v.change_id, v.direction, v.is_variants, v.field,
           CASE WHEN v.old_value ~ '^-?[0-9]{1,30}([.][0-9]{1,30})?$' THEN v.old_value::numeric END AS old_number,
           CASE WHEN v.new_value ~ '^-?[0-9]{1,30}([.][0-9]{1,30})?$' THEN v.new_value::numeric END AS new_number,
           count(*) OVER whole AS fields, bool_or(v.is_open_conflict) OVER whole AS has_conflict, v.is_decided,
           v.field = 'variant' AND v.new_value IS NULL AS is_removal,
           v.field <> 'variant' AND coalesce(v.old_value, '') NOT IN ('', '[]')
               AND coalesce(v.new_value, '') IN ('', '[]') AS is_emptied
    FROM (SELECT f.change_id, c.direction, f.shopify_variant_id <> 0 OR f.variant_id IS NOT NULL AS is_variants,
                 rule_field(f.field) AS field,
                 CASE c.direction WHEN 'pull' THEN f.local_value ELSE f.remote_value END AS old_value,
                 CASE WHEN f.decision = 'edited' THEN f.edited_value
                      ELSE coalesce(f.merged_value,
                                    CASE c.direction WHEN 'pull' THEN f.remote_value ELSE f.local_value END)
                      END AS new_value,
                 f.is_conflict AND f.decision = 'undecided' AS is_open_conflict, f.decision <> 'undecided' AS is_decided
          FROM change c
          JOIN staged_field_changes f ON f.change_id = c.id
          WHERE c.change_type = 'update') AS v
    WINDOW whole AS (PARTITION BY v.change_id)
), meant AS MATERIALIZED (
    -- Which fields a rule is about, worked out once per name and not once per change.
    SELECT r.place, n.is_variants, n.field, b.place IS NOT NULL AS has_bound, b.percent_up, b.percent_down, b.amount_up,
           b.amount_down
    FROM rule r
    CROSS JOIN (SELECT DISTINCT is_variants, field FROM field) AS n
    LEFT JOIN bound b ON b.place = r.place AND b.field = n.field
    WHERE r.is_about_fields
      AND (r.entity = 'any' OR (r.entity = 'variant') = n.is_variants)
      AND (cardinality(r.fields) = 0 OR EXISTS (SELECT FROM unnest(r.fields) AS p WHERE n.field LIKE p))
      AND NOT EXISTS (SELECT FROM unnest(r.except_fields) AS p WHERE n.field LIKE p)
), judged AS (
    SELECT f.change_id, m.place, f.direction, f.fields, f.has_conflict, count(*) AS meant_fields, bool_or(m.has_bound AND coalesce(
               f.new_number IS NULL OR f.old_number IS NULL
               OR (f.new_number - f.old_number) * 100 > m.percent_up * abs(f.old_number)
                   AND f.new_number > f.old_number
               OR (f.old_number - f.new_number) * 100 > m.percent_down * abs(f.old_number)
                   AND f.new_number < f.old_number
               OR f.new_number - f.old_number > m.amount_up
               OR f.old_number - f.new_number > m.amount_down, false)) AS is_over
    FROM field f
    JOIN meant m ON m.is_variants = f.is_variants AND m.field = f.field
    GROUP BY f.change_id, m.place, f.direction, f.fields, f.has_conflict
)
-- Per change what is known of it, what of its fields, and each rule that caught it.
SELECT v.id, min(v.guard), min(v.place) FILTER (WHERE NOT v.approves), min(v.place) FILTER (WHERE v.approves),
       coalesce(bool_or(v.place = :draft), false)
FROM (
    SELECT c.id, CASE WHEN c.conflict_count > 0 OR c.change_type = 'restore' THEN '1 conflict'
                      WHEN c.change_type = 'delete' THEN '2 deletion'
                      WHEN c.is_begun THEN '3 begun' END AS guard,
           NULL::integer AS place, NULL::boolean AS approves
    FROM change c
    UNION ALL
    SELECT f.change_id, CASE WHEN f.has_conflict THEN '1 conflict' WHEN f.is_removal THEN '2 deletion'
                             WHEN f.is_decided THEN '3 begun' ELSE '4 emptied' END, NULL, NULL
    FROM field f
    WHERE f.has_conflict OR f.is_removal OR f.is_decided OR f.is_emptied
    UNION ALL
    SELECT j.change_id, NULL, r.place, r.approves
    FROM judged j
    JOIN rule r ON r.place = j.place
    WHERE (r.direction IS NULL OR r.direction = j.direction)
      AND (cardinality(r.change_types) = 0 OR 'update' = ANY (r.change_types))
      AND NOT (r.no_conflict AND j.has_conflict)
      AND CASE WHEN r.approves
              THEN j.meant_fields = j.fields AND NOT j.is_over AND (r.max_fields IS NULL OR j.fields <= r.max_fields)
              ELSE (j.is_over OR NOT EXISTS (SELECT FROM bound b WHERE b.place = r.place))
                   AND (r.max_fields IS NULL OR j.fields > r.max_fields)
          END
    UNION ALL
    SELECT c.id, NULL, r.place, r.approves
    FROM rule r
    JOIN change c ON (r.direction IS NULL OR r.direction = c.direction)
        AND (cardinality(r.change_types) = 0 OR c.change_type = ANY (r.change_types))
    WHERE NOT r.is_about_fields AND NOT (r.no_conflict AND c.conflict_count > 0)
) AS v (id, guard, place, approves)
GROUP BY v.id
ORDER BY v.id
