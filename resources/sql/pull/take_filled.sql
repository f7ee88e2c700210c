-- The tables that were filled become the mirror. Our own views of it are bound to the old tables, whatever those are
-- called: they are defined anew over the new ones, by the text they have, and stay the views they are, with their
-- grants and what hangs on them. Where somebody has hung something of theirs on the tables (views, grants, indexes,
-- triggers, policies, publications), or the tables are somebody else's, they stay and the rows are copied over.
DO $$
DECLARE
    own_views text;
BEGIN
    -- What would go with an old table without a word.
    IF EXISTS (SELECT
               FROM (VALUES ('shopify_products'::regclass, 'filling_products'::regclass),
                            ('shopify_variants'::regclass, 'filling_variants'::regclass)) AS t (mirror, filling)
               JOIN pg_class m ON m.oid = t.mirror
               JOIN pg_class f ON f.oid = t.filling
               WHERE (m.relowner, m.relacl, m.reloptions, m.relrowsecurity, m.relforcerowsecurity, m.relreplident,
                      obj_description(m.oid, 'pg_class'))
                     IS DISTINCT FROM
                     (f.relowner, f.relacl, f.reloptions, f.relrowsecurity, f.relforcerowsecurity, f.relreplident,
                      obj_description(f.oid, 'pg_class'))
                  OR EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = m.oid AND a.attacl IS NOT NULL)
                  OR (SELECT count(DISTINCT (d.classid, d.objid)) FROM pg_depend d
                      WHERE d.refclassid = 'pg_class'::regclass AND d.refobjid = m.oid AND d.deptype = 'a')
                     <> (SELECT count(DISTINCT (d.classid, d.objid)) FROM pg_depend d
                         WHERE d.refclassid = 'pg_class'::regclass AND d.refobjid = f.oid AND d.deptype = 'a')) THEN
        RAISE dependent_objects_still_exist;
    END IF;
    -- Read while the names still mean the old tables.
    SELECT string_agg(format('CREATE OR REPLACE VIEW %s %s AS %s', oid::regclass,
                             'WITH (' || array_to_string(reloptions, ', ') || ')', pg_get_viewdef(oid)), ' ')
    INTO own_views
    FROM pg_class
    WHERE oid IN (to_regclass('facet_moves'), to_regclass('product_moves'), to_regclass('shopify_inventory_levels'));
    ALTER TABLE shopify_products RENAME TO emptied_products;
    ALTER TABLE shopify_variants RENAME TO emptied_variants;
    ALTER TABLE filling_products RENAME TO shopify_products;
    ALTER TABLE filling_variants RENAME TO shopify_variants;
    EXECUTE own_views;
    DROP TABLE emptied_products, emptied_variants;
    ALTER TABLE shopify_products RENAME CONSTRAINT filling_products_pkey TO shopify_products_pkey;
    ALTER TABLE shopify_variants RENAME CONSTRAINT filling_variants_pkey TO shopify_variants_pkey;
    ALTER INDEX filling_variants_product_id RENAME TO shopify_variants_product_id;
-- Somebody may also own a view of ours, or look at one at this moment.
EXCEPTION WHEN dependent_objects_still_exist OR insufficient_privilege OR deadlock_detected THEN
    INSERT INTO shopify_products SELECT * FROM filling_products;
    INSERT INTO shopify_variants SELECT * FROM filling_variants;
    DROP TABLE filling_products, filling_variants;
END $$
