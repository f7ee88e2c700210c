-- The mirror: Shopify as last seen. Rows are written by the loader only, and only when a line of the bulk result
-- changed: line_hash is the XXH3-64 of the line as it was downloaded, content_hash the XXH3-128 of its fields in
-- canonical form. Column order is the order of the loader's binary COPY.

CREATE TABLE shopify_products (
    id               bigint PRIMARY KEY,
    line_hash        bigint      NOT NULL,
    content_hash     uuid        NOT NULL,
    title            text        NOT NULL,
    handle           text        NOT NULL,
    description_html text        NOT NULL,
    vendor           text        NOT NULL,
    product_type     text        NOT NULL,
    status           text        NOT NULL,
    tags             text[]      NOT NULL,
    seo_title        text        NOT NULL,
    seo_description  text        NOT NULL,
    option_names     text[]      NOT NULL,
    created_at       timestamptz NOT NULL,
    updated_at       timestamptz NOT NULL
);

-- No foreign key to shopify_products: lines come in any order and both tables are filled at once; orphans are
-- reported by the pull and by the integrity checks.
CREATE TABLE shopify_variants (
    id                 bigint PRIMARY KEY,
    product_id         bigint  NOT NULL,
    line_hash          bigint  NOT NULL,
    content_hash       uuid    NOT NULL,
    inventory_item_id  bigint,
    position           integer NOT NULL,
    title              text    NOT NULL,
    sku                text,
    barcode            text,
    price              numeric NOT NULL,
    compare_at_price   numeric,
    cost               numeric,
    inventory_quantity integer NOT NULL,
    inventory_policy   text    NOT NULL,
    tracked            boolean NOT NULL,
    taxable            boolean NOT NULL,
    weight             numeric,
    weight_unit        text,
    option1            text,
    option2            text,
    option3            text
);
CREATE INDEX shopify_variants_product_id ON shopify_variants (product_id);

-- The base: the content on which catalogue and Shopify last agreed, in the mirror's columns.
CREATE TABLE base_products (
    id               bigint PRIMARY KEY,
    content_hash     uuid   NOT NULL,
    title            text   NOT NULL,
    handle           text   NOT NULL,
    description_html text   NOT NULL,
    vendor           text   NOT NULL,
    product_type     text   NOT NULL,
    status           text   NOT NULL,
    tags             text[] NOT NULL,
    seo_title        text   NOT NULL,
    seo_description  text   NOT NULL,
    option_names     text[] NOT NULL
);
CREATE TABLE base_variants (
    id                 bigint PRIMARY KEY,
    product_id         bigint  NOT NULL,
    content_hash       uuid    NOT NULL,
    inventory_item_id  bigint,
    position           integer NOT NULL,
    title              text    NOT NULL,
    sku                text,
    barcode            text,
    price              numeric NOT NULL,
    compare_at_price   numeric,
    cost               numeric,
    inventory_quantity integer NOT NULL,
    inventory_policy   text    NOT NULL,
    tracked            boolean NOT NULL,
    taxable            boolean NOT NULL,
    weight             numeric,
    weight_unit        text,
    option1            text,
    option2            text,
    option3            text
);
CREATE INDEX base_variants_product_id ON base_variants (product_id);

-- One row: what the mirror holds. The fingerprint names the fields and API version of the bulk query; line hashes
-- are only comparable under the same one. complete is false while a first pull fills the tables.
CREATE TABLE mirror_state (
    singleton         boolean PRIMARY KEY DEFAULT true CHECK (singleton),
    complete          boolean NOT NULL,
    query_fingerprint text    NOT NULL,
    watermark         timestamptz,
    pulled_at         timestamptz,
    pulled_by_batch   bigint
);

-- Shopify's further content. Product and variant fields above are compared and pushed field by field; these are
-- kept per object.
CREATE TABLE locations (
    id     bigint PRIMARY KEY,
    name   text    NOT NULL,
    active boolean NOT NULL
);
CREATE TABLE shopify_inventory_levels (
    inventory_item_id bigint      NOT NULL,
    location_id       bigint      NOT NULL REFERENCES locations (id) ON DELETE CASCADE,
    available         integer     NOT NULL,
    updated_at        timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (inventory_item_id, location_id)
);
CREATE INDEX shopify_inventory_levels_location_id ON shopify_inventory_levels (location_id);
CREATE TABLE shopify_media (
    id         bigint PRIMARY KEY,
    product_id bigint  NOT NULL,
    position   integer NOT NULL,
    media_type text    NOT NULL,
    url        text,
    alt        text    NOT NULL DEFAULT ''
);
CREATE INDEX shopify_media_product_id ON shopify_media (product_id);
CREATE TABLE shopify_metafields (
    id             bigint PRIMARY KEY,
    owner_type     text   NOT NULL CHECK (owner_type IN ('product', 'variant')),
    owner_id       bigint NOT NULL,
    namespace      text   NOT NULL,
    key            text   NOT NULL,
    type           text   NOT NULL,
    value          text   NOT NULL,
    compare_digest text,
    UNIQUE (owner_type, owner_id, namespace, key)
);
CREATE TABLE shopify_collections (
    id         bigint PRIMARY KEY,
    title      text    NOT NULL,
    handle     text    NOT NULL,
    rule_based boolean NOT NULL
);
CREATE TABLE shopify_collection_products (
    collection_id bigint NOT NULL REFERENCES shopify_collections (id) ON DELETE CASCADE,
    product_id    bigint NOT NULL,
    PRIMARY KEY (collection_id, product_id)
);
CREATE INDEX shopify_collection_products_product_id ON shopify_collection_products (product_id);

-- What a re-pull found changed or gone, until it is merged into the mirror. Not logged: a pull cut short starts
-- again, and these are emptied at its start.
CREATE UNLOGGED TABLE pulled_products (LIKE shopify_products);
CREATE UNLOGGED TABLE pulled_variants (LIKE shopify_variants);
CREATE UNLOGGED TABLE pulled_removals (entity text NOT NULL CHECK (entity IN ('product', 'variant')), id bigint NOT NULL);
