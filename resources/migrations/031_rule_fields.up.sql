-- Rules speak of collections, sales channels and the category by one name each, whatever their ids are.
CREATE OR REPLACE FUNCTION rule_field(field text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE split_part(field, ':', 1)
        WHEN 'stock' THEN 'inventory_quantity' WHEN 'media' THEN 'media' WHEN 'category' THEN 'category'
        WHEN 'collection' THEN 'collections' WHEN 'smart_collection' THEN 'collections'
        WHEN 'publication' THEN 'channels' WHEN '' THEN 'variant' ELSE field END
$$;

-- Stored rules go on meaning what they meant while such a field had its path for a name.
UPDATE sync_approval_rules
SET conditions = replace(replace(replace(conditions::text, '"collection:*"', '"collections"'),
                                 '"publication:*"', '"channels"'), '"category:*"', '"category"')::jsonb,
    revision = revision + 1
WHERE conditions::text ~ '"(collection|publication|category):[*]"';
CREATE TEMP TABLE rule_patterns ON COMMIT DROP AS
SELECT r.id, l.list,
       replace(replace(replace(replace(p.value #>> '{}', '\', '\\'), '%', '\%'), '_', '\_'), '*', '%') AS pattern
FROM sync_approval_rules r
CROSS JOIN unnest(ARRAY ['fields', 'except_fields']) AS l (list)
CROSS JOIN jsonb_array_elements(CASE WHEN jsonb_typeof(r.conditions -> l.list) = 'array' THEN r.conditions -> l.list
                                     ELSE '[]' END) AS p (value);
-- What a pattern has lost is named beside it; what it would have won only by the new name is left out.
CREATE TEMP TABLE kept_meanings ON COMMIT DROP AS
SELECT m.id, m.name, m.was_meant AND NOT m.is_meant AS lost,
       NOT m.is_excepted AND (m.was_excepted OR (m.is_meant AND NOT m.was_meant)) AS won
FROM (SELECT p.id, n.name,
             coalesce(bool_or(n.path LIKE p.pattern OR n.name = p.pattern) FILTER (WHERE p.list = 'fields'), false)
                 AS was_meant,
             coalesce(bool_or(n.name LIKE p.pattern) FILTER (WHERE p.list = 'fields'), false) AS is_meant,
             coalesce(bool_or(n.path LIKE p.pattern) FILTER (WHERE p.list = 'except_fields'), false) AS was_excepted,
             coalesce(bool_or(n.name LIKE p.pattern) FILTER (WHERE p.list = 'except_fields'), false) AS is_excepted
      FROM rule_patterns p
      CROSS JOIN (VALUES ('collection:0', 'collections'), ('publication:0', 'channels'),
                         ('category:standard', 'category')) AS n (path, name)
      GROUP BY p.id, n.name) AS m;
UPDATE sync_approval_rules r
SET conditions = r.conditions || jsonb_build_object('fields', (r.conditions -> 'fields') || k.names),
    revision = r.revision + 1
FROM (SELECT id, jsonb_agg(name ORDER BY name) AS names FROM kept_meanings WHERE lost GROUP BY id) AS k
WHERE k.id = r.id;
UPDATE sync_approval_rules r
SET conditions = r.conditions
        || jsonb_build_object('except_fields', coalesce(nullif(r.conditions -> 'except_fields', 'null'), '[]') || k.names),
    revision = r.revision + 1
FROM (SELECT id, jsonb_agg(name ORDER BY name) AS names FROM kept_meanings WHERE won GROUP BY id) AS k
WHERE k.id = r.id;
