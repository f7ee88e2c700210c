-- What products are in: category, collections and sales channels, as facets like metafields. They come by a bulk operation
-- of their own, whose file is read after that of the products.
CREATE FUNCTION is_membership(field text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT split_part(field, ':', 1) IN ('category', 'collection', 'smart_collection', 'publication')
$$;
ALTER TABLE unfinished_pull ADD COLUMN memberships text NOT NULL DEFAULT '';

-- Whether the mirror was ever filled with them; channels need a right of their own, so they may come later.
ALTER TABLE mirror_state
    ADD COLUMN memberships_read boolean NOT NULL DEFAULT false,
    ADD COLUMN channels_read    boolean NOT NULL DEFAULT false;

-- A pull that goes on has to know, too, whose memberships it has read.
ALTER TABLE pulled_seen DROP CONSTRAINT pulled_seen_entity_check;
ALTER TABLE pulled_seen ADD CONSTRAINT pulled_seen_entity_check
    CHECK (entity IN ('product', 'variant', 'facet', 'member'));

-- What collections, channels and categories are called: a facet's path and value have their ids, which stay.
-- shopify_collections is there already.
CREATE TABLE shopify_publications (
    id   bigint PRIMARY KEY,
    name text NOT NULL
);
CREATE TABLE shopify_categories (
    id        text PRIMARY KEY, -- the end of Shopify's id: aa-1-2
    full_name text NOT NULL
);

-- Nothing was ever kept here; memberships are facets now.
DROP TABLE shopify_collection_products;
CREATE VIEW shopify_collection_products AS
SELECT substring(f.field FROM '[0-9]+$')::bigint AS collection_id, f.product_id
FROM shopify_facets f
WHERE f.field ~ '^(smart_)?collection:[0-9]+$';
