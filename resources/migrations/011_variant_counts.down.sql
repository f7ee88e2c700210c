ALTER TABLE pulled_products DROP COLUMN variant_count;
ALTER TABLE shopify_products DROP COLUMN variant_count;
