-- Which options of a product are linked to a metafield, as {"Colour": "shopify.color-pattern"}: Shopify takes their names and
-- values from there, so nobody can change them by text, which is said before anybody decides on it. By name, as places
-- move while options come and go. NULL where the last pull did not ask yet: then nothing is said.
ALTER TABLE shopify_products ADD COLUMN linked_options jsonb;
ALTER TABLE pulled_products ADD COLUMN linked_options jsonb;
