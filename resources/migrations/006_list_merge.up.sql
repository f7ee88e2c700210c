-- Lists merge by key: what each side added or removed since the base survives, whichever side it was on.

-- By what a tag is known: without the space around it and without regard to case.
CREATE FUNCTION tag_key(tag text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT lower(btrim(tag, U&' \0009\000A\000B\000C\000D\00A0'))
$$;

-- A tag of nothing but space is none, as in Shopify.
CREATE OR REPLACE FUNCTION canonical_tags(tags text[]) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
    SELECT array(SELECT DISTINCT tag_key(tag) FROM unnest(tags) AS tag WHERE tag_key(tag) <> '' ORDER BY 1)
$$;

-- The tags both sides have, and those one side added; what one side removed is gone. Shopify's spelling and order come
-- first. NULL when they are more than the 250 Shopify takes.
CREATE FUNCTION merge_tags(base text[], ours text[], theirs text[]) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
    WITH theirs_keyed AS (
        SELECT tag_key(t.tag) AS key, t.tag, t.place FROM unnest(theirs) WITH ORDINALITY AS t (tag, place)
    ), ours_keyed AS (
        SELECT tag_key(o.tag) AS key, o.tag, o.place + cardinality(theirs) AS place
        FROM unnest(ours) WITH ORDINALITY AS o (tag, place)
    ), kept AS (
        SELECT DISTINCT ON (s.key) s.tag, s.place
        FROM (SELECT * FROM theirs_keyed UNION ALL SELECT * FROM ours_keyed) AS s
        WHERE s.key <> ''
          AND ((EXISTS (SELECT FROM theirs_keyed t WHERE t.key = s.key)
                AND EXISTS (SELECT FROM ours_keyed o WHERE o.key = s.key))
               OR NOT EXISTS (SELECT FROM unnest(base) AS b WHERE tag_key(b) = s.key))
        ORDER BY s.key, s.place
    )
    SELECT CASE WHEN count(*) <= 250 THEN coalesce(array_agg(k.tag ORDER BY k.place), '{}') END FROM kept k
$$;

-- Option names by place, because variants name their options by place. NULL when both sides changed one place, or the
-- result has a gap, a name twice or more than three: then a person decides.
CREATE FUNCTION merge_option_names(base text[], ours text[], theirs text[]) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN NOT coalesce(bool_or(n.is_conflict), false) AND count(n.name) <= 3
                 AND count(n.name) = coalesce(max(n.place) FILTER (WHERE n.name IS NOT NULL), 0)
                 AND count(n.name) = count(DISTINCT lower(n.name))
                THEN coalesce(array_agg(n.name ORDER BY n.place) FILTER (WHERE n.name IS NOT NULL), '{}') END
    FROM (
        SELECT g.place,
            CASE WHEN ours[g.place] IS NOT DISTINCT FROM base[g.place] THEN theirs[g.place] ELSE ours[g.place] END AS name,
            ours[g.place] IS DISTINCT FROM base[g.place] AND theirs[g.place] IS DISTINCT FROM base[g.place]
                AND ours[g.place] IS DISTINCT FROM theirs[g.place] AS is_conflict
        FROM generate_series(1, greatest(cardinality(base), cardinality(ours), cardinality(theirs))) AS g (place)
    ) AS n
$$;

-- By what a variant is known that only one side has; no value without options, as then there is nothing to know it by.
CREATE FUNCTION option_key(option1 text, option2 text, option3 text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT lower(btrim(nullif(option1, ''))) || E'\x1f' || lower(btrim(coalesce(option2, '')))
        || E'\x1f' || lower(btrim(coalesce(option3, '')))
$$;

-- What a list field that both sides changed is to become on both, in canonical text; NULL for every other field.
ALTER TABLE staged_field_changes ADD COLUMN merged_value text;
