-- Only facets of variants are looked for by their variant. With those of products in the same index, a product's own
-- were found through it: all of the catalogue's for one of them, where the tables had not been analysed yet.
DROP INDEX product_facets_variant_id;
CREATE INDEX product_facets_variant_id ON product_facets (variant_id) WHERE variant_id IS NOT NULL;
-- Written out where it is asked of many products: it took many times as long as what it says.
DROP FUNCTION facets_moved(bigint);
