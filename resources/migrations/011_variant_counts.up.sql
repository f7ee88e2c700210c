-- How many variants a product has, by Shopify's account of the product itself: one that came with fewer or more is not
-- whole. NULL where it was not told.
ALTER TABLE shopify_products ADD COLUMN variant_count integer;
ALTER TABLE pulled_products ADD COLUMN variant_count integer;
