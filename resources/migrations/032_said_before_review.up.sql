-- Which options of a product are linked to a metafield, as {"Colour": "shopify.color-pattern"}: Shopify takes their names and
-- values from there, so nobody can change them by text, which is said before anybody decides on it. By name, as places
-- move while options come and go. NULL where the last pull did not ask yet: then nothing is said.
ALTER TABLE shopify_products ADD COLUMN linked_options jsonb;
ALTER TABLE pulled_products ADD COLUMN linked_options jsonb;

-- Whether the last pull found the right to change in which sales channels products are missing. Before a pull that looked
-- for it nothing is said.
ALTER TABLE mirror_state ADD COLUMN channels_read_only boolean NOT NULL DEFAULT false;

-- Why a membership in a sales channel cannot be sent, in a word: nobody sees them, nobody may change them, or a product is
-- to join one that the shop did not list. Not known to be so is no reason.
CREATE FUNCTION channel_trouble(field text, joins boolean) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT CASE
        WHEN field NOT LIKE 'publication:%' THEN NULL
        WHEN EXISTS (SELECT FROM mirror_state s WHERE s.channels_hidden) THEN 'hidden'
        WHEN EXISTS (SELECT FROM mirror_state s WHERE s.channels_read_only) THEN 'read_only'
        WHEN joins AND EXISTS (SELECT FROM shopify_publications)
             AND NOT EXISTS (SELECT FROM shopify_publications p WHERE 'publication:' || p.id = field) THEN 'unlisted'
        END
$$;
