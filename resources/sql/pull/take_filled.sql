-- The tables that were filled become the mirror. Where somebody has hung something of theirs on the old ones (views,
-- grants, triggers, policies, publications), those stay and the rows are copied over.
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_class
               WHERE oid IN ('shopify_products'::regclass, 'shopify_variants'::regclass)
                 AND (relacl IS NOT NULL OR relhastriggers OR relrowsecurity
                      OR oid IN (SELECT prrelid FROM pg_publication_rel))) THEN
        RAISE dependent_objects_still_exist;
    END IF;
    DROP TABLE shopify_products, shopify_variants;
    ALTER TABLE filling_products RENAME TO shopify_products;
    ALTER TABLE shopify_products RENAME CONSTRAINT filling_products_pkey TO shopify_products_pkey;
    ALTER TABLE filling_variants RENAME TO shopify_variants;
    ALTER TABLE shopify_variants RENAME CONSTRAINT filling_variants_pkey TO shopify_variants_pkey;
    ALTER INDEX filling_variants_product_id RENAME TO shopify_variants_product_id;
EXCEPTION WHEN dependent_objects_still_exist THEN
    INSERT INTO shopify_products SELECT * FROM filling_products;
    INSERT INTO shopify_variants SELECT * FROM filling_variants;
    DROP TABLE filling_products, filling_variants;
END $$
