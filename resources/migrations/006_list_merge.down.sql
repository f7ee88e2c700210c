ALTER TABLE staged_field_changes DROP COLUMN merged_value;
DROP FUNCTION option_key(text, text, text);
DROP FUNCTION merge_option_names(text[], text[], text[]);
DROP FUNCTION merge_tags(text[], text[], text[]);
CREATE OR REPLACE FUNCTION canonical_tags(tags text[]) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
    SELECT array(SELECT DISTINCT lower(btrim(tag)) FROM unnest(tags) AS tag ORDER BY 1)
$$;
DROP FUNCTION tag_key(text);
