DELETE FROM staged_field_changes WHERE is_membership(field);
SELECT set_config('syncdesk.applying', 'on', true);
DELETE FROM product_facets WHERE is_membership(field);
SELECT set_config('syncdesk.applying', '', true);
DELETE FROM base_facets WHERE is_membership(field);
DELETE FROM shopify_facets WHERE is_membership(field);
DELETE FROM unfinished_pull;

DROP VIEW shopify_collection_products;
CREATE TABLE shopify_collection_products (
    collection_id bigint NOT NULL REFERENCES shopify_collections (id) ON DELETE CASCADE,
    product_id    bigint NOT NULL,
    PRIMARY KEY (collection_id, product_id)
);
CREATE INDEX shopify_collection_products_product_id ON shopify_collection_products (product_id);

DROP TABLE shopify_publications, shopify_categories;

TRUNCATE pulled_seen;
ALTER TABLE pulled_seen DROP CONSTRAINT pulled_seen_entity_check;
ALTER TABLE pulled_seen ADD CONSTRAINT pulled_seen_entity_check CHECK (entity IN ('product', 'variant', 'facet'));

ALTER TABLE mirror_state DROP COLUMN memberships_read, DROP COLUMN channels_read;
ALTER TABLE unfinished_pull DROP COLUMN memberships;
DROP FUNCTION is_membership(text);
