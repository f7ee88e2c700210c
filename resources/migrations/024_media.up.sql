-- Media as facets of products. Each has a key: its number in Shopify, or the address it is to be fetched from as long as
-- only the catalogue has it. media:image:<key> (or video, external_video, model) says that the product shows it,
-- media:alt:<key> what describes it, and media:order lists the keys in order, with spaces between them.

CREATE FUNCTION is_medium(field text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT field ~ '^media:(image|video|external_video|model):'
$$;
CREATE FUNCTION medium_key(field text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT regexp_replace(field, '^media:[a-z_]+:', '')
$$;
CREATE FUNCTION media_keys(listed text) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
    SELECT coalesce(string_to_array(nullif(listed, ''), ' '), '{}')
$$;

-- Whether an order follows from another by itself: those that are gone leave it, and new ones come behind. Then nobody
-- has moved anything.
CREATE FUNCTION media_follow(held text, wanted text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT ARRAY(SELECT h.key FROM unnest(media_keys(held)) WITH ORDINALITY AS h (key, place)
                 WHERE h.key = ANY (media_keys(wanted)) ORDER BY h.place)
        || ARRAY(SELECT w.key FROM unnest(media_keys(wanted)) WITH ORDINALITY AS w (key, place)
                 WHERE NOT w.key = ANY (media_keys(held)) ORDER BY w.place)
        = media_keys(wanted)
$$;

-- Both sides' orders together: the moves of the side that made some, and what either side added behind the medium it was
-- put behind. NULL when both moved what the other moved too, differently: then a person decides.
CREATE FUNCTION merge_media_order(base text, ours text, theirs text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    common text[] := ARRAY(SELECT k.key FROM unnest(media_keys(base)) WITH ORDINALITY AS k (key, place)
                           WHERE k.key = ANY (media_keys(ours)) AND k.key = ANY (media_keys(theirs)) ORDER BY k.place);
    ours_common text[] := ARRAY(SELECT k.key FROM unnest(media_keys(ours)) WITH ORDINALITY AS k (key, place)
                                WHERE k.key = ANY (common) ORDER BY k.place);
    theirs_common text[] := ARRAY(SELECT k.key FROM unnest(media_keys(theirs)) WITH ORDINALITY AS k (key, place)
                                  WHERE k.key = ANY (common) ORDER BY k.place);
    merged text[];
    side text;
    added text;
    place integer;
BEGIN
    IF ours_common <> common AND theirs_common <> common AND ours_common <> theirs_common THEN
        RETURN NULL;
    END IF;
    merged := CASE WHEN ours_common <> common THEN ours_common ELSE theirs_common END;
    FOREACH side IN ARRAY ARRAY[coalesce(ours, ''), coalesce(theirs, '')] LOOP
        place := 0;
        FOREACH added IN ARRAY media_keys(side) LOOP
            IF added = ANY (merged) THEN
                place := array_position(merged, added);
            ELSIF NOT added = ANY (media_keys(base)) THEN
                merged := merged[:place] || added || merged[place + 1:];
                place := place + 1;
            END IF;
        END LOOP;
    END LOOP;
    RETURN array_to_string(merged, ' ');
END $$;

-- The order of media that are held: as it is listed, and what is not listed behind, Shopify's before what only the
-- catalogue has.
CREATE FUNCTION arranged_media(listed text, held text[]) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    WITH keys AS (
        SELECT h.key, array_position(media_keys(listed), h.key) AS place, h.key ~ '^[0-9]+$' AS is_there
        FROM unnest(held) AS h (key)
    ), last AS (
        SELECT coalesce(max(place) FILTER (WHERE is_there), 0) AS place FROM keys
    )
    SELECT string_agg(k.key, ' ' ORDER BY CASE WHEN k.place <= last.place THEN 1 WHEN k.place IS NULL AND k.is_there THEN 2
                                               WHEN k.place IS NOT NULL THEN 3 ELSE 4 END, k.place, length(k.key), k.key)
    FROM keys k, last
$$;

-- The order follows what it is the order of, and a text goes with what it describes, whoever writes that.
CREATE FUNCTION tidy_media() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM moved_media f WHERE is_medium(f.field)) THEN
        DELETE FROM product_facets f
        WHERE f.product_id IN (SELECT m.product_id FROM moved_media m WHERE is_medium(m.field))
          AND f.variant_id IS NULL AND f.field LIKE 'media:alt:%'
          AND NOT EXISTS (SELECT FROM product_facets h WHERE h.product_id = f.product_id AND h.variant_id IS NULL
                            AND is_medium(h.field) AND medium_key(h.field) = medium_key(f.field));
        DELETE FROM product_facets f
        WHERE f.product_id IN (SELECT m.product_id FROM moved_media m WHERE is_medium(m.field))
          AND f.variant_id IS NULL AND f.field = 'media:order'
          AND NOT EXISTS (SELECT FROM product_facets h WHERE h.product_id = f.product_id AND h.variant_id IS NULL
                            AND is_medium(h.field));
        INSERT INTO product_facets AS f (product_id, field, value)
        SELECT h.product_id, 'media:order',
               arranged_media((SELECT o.value FROM product_facets o WHERE o.product_id = h.product_id
                                 AND o.variant_id IS NULL AND o.field = 'media:order'), array_agg(medium_key(h.field)))
        FROM product_facets h
        WHERE h.product_id IN (SELECT m.product_id FROM moved_media m WHERE is_medium(m.field))
          AND h.variant_id IS NULL AND is_medium(h.field)
        GROUP BY h.product_id
        ON CONFLICT (product_id, coalesce(variant_id, 0), field) DO UPDATE SET value = excluded.value
        WHERE f.value <> excluded.value;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER product_facets_tidy_added AFTER INSERT ON product_facets REFERENCING NEW TABLE AS moved_media
    FOR EACH STATEMENT EXECUTE FUNCTION tidy_media();
CREATE TRIGGER product_facets_tidy_removed AFTER DELETE ON product_facets REFERENCING OLD TABLE AS moved_media
    FOR EACH STATEMENT EXECUTE FUNCTION tidy_media();

-- The same for the base.
CREATE FUNCTION tidy_base_media() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM moved_media f WHERE is_medium(f.field)) THEN
        DELETE FROM base_facets f
        WHERE f.product_id IN (SELECT m.product_id FROM moved_media m WHERE is_medium(m.field))
          AND f.variant_id = 0 AND f.field LIKE 'media:alt:%'
          AND NOT EXISTS (SELECT FROM base_facets h WHERE h.product_id = f.product_id AND h.variant_id = 0
                            AND is_medium(h.field) AND medium_key(h.field) = medium_key(f.field));
        DELETE FROM base_facets f
        WHERE f.product_id IN (SELECT m.product_id FROM moved_media m WHERE is_medium(m.field))
          AND f.variant_id = 0 AND f.field = 'media:order'
          AND NOT EXISTS (SELECT FROM base_facets h WHERE h.product_id = f.product_id AND h.variant_id = 0
                            AND is_medium(h.field));
        INSERT INTO base_facets AS f (product_id, variant_id, field, value)
        SELECT h.product_id, 0, 'media:order',
               arranged_media((SELECT o.value FROM base_facets o WHERE o.product_id = h.product_id AND o.variant_id = 0
                                 AND o.field = 'media:order'), array_agg(medium_key(h.field)))
        FROM base_facets h
        WHERE h.product_id IN (SELECT m.product_id FROM moved_media m WHERE is_medium(m.field))
          AND h.variant_id = 0 AND is_medium(h.field)
        GROUP BY h.product_id
        ON CONFLICT (product_id, variant_id, field) DO UPDATE SET value = excluded.value
        WHERE f.value <> excluded.value;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER base_facets_tidy_added AFTER INSERT ON base_facets REFERENCING NEW TABLE AS moved_media
    FOR EACH STATEMENT EXECUTE FUNCTION tidy_base_media();
CREATE TRIGGER base_facets_tidy_removed AFTER DELETE ON base_facets REFERENCING OLD TABLE AS moved_media
    FOR EACH STATEMENT EXECUTE FUNCTION tidy_base_media();

-- An order that follows by itself is no edit.
CREATE OR REPLACE VIEW facet_edits AS
SELECT f.product_id, p.shopify_product_id, coalesce(v.shopify_variant_id, 0) AS shopify_variant_id, f.variant_id, f.field,
       b.value AS base_value, f.value AS local_value
FROM product_facets f
JOIN products p ON p.id = f.product_id AND p.shopify_product_id IS NOT NULL
LEFT JOIN product_variants v ON v.id = f.variant_id
LEFT JOIN base_facets b ON b.product_id = p.shopify_product_id AND b.variant_id = coalesce(v.shopify_variant_id, 0)
    AND b.field = f.field
WHERE (f.variant_id IS NULL OR v.shopify_variant_id IS NOT NULL) AND b.value IS DISTINCT FROM f.value
  AND f.field NOT LIKE 'smart\_collection:%' AND NOT (f.field = 'media:order' AND media_follow(b.value, f.value))
UNION ALL
SELECT p.id, b.product_id, b.variant_id, v.id, b.field, b.value, NULL
FROM base_facets b
JOIN products p ON p.shopify_product_id = b.product_id
LEFT JOIN product_variants v ON v.shopify_variant_id = b.variant_id
WHERE (b.variant_id = 0 OR v.product_id = p.id) AND b.field <> 'media:order' AND b.field NOT LIKE 'smart\_collection:%'
  AND NOT EXISTS (SELECT FROM product_facets f
                  WHERE f.product_id = p.id AND coalesce(f.variant_id, 0) = coalesce(v.id, 0) AND f.field = b.field);

-- Rules speak of media whatever their keys.
CREATE OR REPLACE FUNCTION rule_field(field text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN field LIKE 'stock:%' THEN 'inventory_quantity' WHEN field LIKE 'media:%' THEN 'media'
        WHEN field = '' THEN 'variant' ELSE field END
$$;

-- Nothing was ever kept here. What is seen of media beside their facets: where each stands, from which the order is made,
-- and, only for showing it, where Shopify keeps it and how far it is with fetching it.
DROP TABLE shopify_media;
CREATE TABLE shopify_media (
    product_id bigint  NOT NULL,
    key        text    NOT NULL,
    place      integer NOT NULL,
    url        text    NOT NULL,
    status     text    NOT NULL,
    PRIMARY KEY (product_id, key)
);

-- Whether the mirror was ever filled with them.
ALTER TABLE mirror_state ADD COLUMN media_read boolean NOT NULL DEFAULT false;

-- A pull that goes on has to know, too, how many media of a product it has read: the next one's place.
ALTER TABLE pulled_seen DROP CONSTRAINT pulled_seen_entity_check;
ALTER TABLE pulled_seen ADD CONSTRAINT pulled_seen_entity_check
    CHECK (entity IN ('product', 'variant', 'facet', 'member', 'medium'));

ALTER TABLE sync_operations DROP CONSTRAINT sync_operations_kind_check;
ALTER TABLE sync_operations ADD CONSTRAINT sync_operations_kind_check CHECK (kind IN (
    'product_update', 'variants_update', 'inventory_set', 'product_create', 'product_delete', 'variants_create',
    'variants_delete', 'metafields_set', 'metafields_delete', 'option_rename', 'variants_reorder',
    'inventory_activate', 'inventory_deactivate', 'channels_join', 'channels_leave', 'media_add', 'media_update',
    'media_order'));
