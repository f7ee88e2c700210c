-- Puts the rules in the order given; those not named come after, as they were.
UPDATE sync_approval_rules r
SET priority = o.place
FROM (SELECT s.id, row_number() OVER (ORDER BY n.place, s.priority, s.id) AS place
      FROM sync_approval_rules s
      LEFT JOIN unnest(:order::bigint[]) WITH ORDINALITY AS n (id, place) ON n.id = s.id) AS o
WHERE o.id = r.id AND r.priority <> o.place
