CREATE OR REPLACE FUNCTION rule_field(field text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN field LIKE 'stock:%' THEN 'inventory_quantity' WHEN field LIKE 'media:%' THEN 'media'
        WHEN field = '' THEN 'variant' ELSE field END
$$;
-- The names of before, so that what a rule leaves out stays out.
UPDATE sync_approval_rules
SET conditions = replace(replace(replace(conditions::text, '"collections"', '"collection:*"'),
                                 '"channels"', '"publication:*"'), '"category"', '"category:*"')::jsonb,
    revision = revision + 1
WHERE conditions::text ~ '"(collections|channels|category)"';
