-- Stock by location: in a shop with several active locations each variant has a facet stock:<location> for each that stocks
-- it, and its total is their sum. In a shop with one there are none, and the total is what is edited. Which of the two
-- holds was decided by the last pull, from the locations it noted.

CREATE FUNCTION stock_is_by_location() RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT count(*) > 1 FROM locations WHERE active
$$;

-- Nothing was ever kept here; levels are facets now.
DROP TABLE shopify_inventory_levels;
CREATE VIEW shopify_inventory_levels AS
SELECT v.inventory_item_id, substring(f.field FROM '^stock:(.*)$')::bigint AS location_id, f.value::integer AS available
FROM shopify_facets f
JOIN shopify_variants v ON v.id = f.variant_id
WHERE f.product_id = 0 AND f.field LIKE 'stock:%';

-- The total follows what it is the sum of, whoever writes that.
CREATE FUNCTION sum_stock() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM moved_stock f WHERE f.field LIKE 'stock:%') AND stock_is_by_location() THEN
        UPDATE product_variants v
        SET inventory_quantity = s.total
        FROM (SELECT m.variant_id, coalesce(sum(f.value::bigint), 0) AS total
              FROM (SELECT DISTINCT variant_id FROM moved_stock WHERE field LIKE 'stock:%') AS m
              LEFT JOIN product_facets f ON f.variant_id = m.variant_id AND f.field LIKE 'stock:%'
              GROUP BY m.variant_id) AS s
        WHERE v.id = s.variant_id AND v.inventory_quantity <> s.total;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER product_facets_sum_added AFTER INSERT ON product_facets REFERENCING NEW TABLE AS moved_stock
    FOR EACH STATEMENT EXECUTE FUNCTION sum_stock();
CREATE TRIGGER product_facets_sum_changed AFTER UPDATE ON product_facets REFERENCING NEW TABLE AS moved_stock
    FOR EACH STATEMENT EXECUTE FUNCTION sum_stock();
CREATE TRIGGER product_facets_sum_removed AFTER DELETE ON product_facets REFERENCING OLD TABLE AS moved_stock
    FOR EACH STATEMENT EXECUTE FUNCTION sum_stock();

-- Rules and severities speak of stock wherever it lies.
CREATE FUNCTION rule_field(field text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN field LIKE 'stock:%' THEN 'inventory_quantity' WHEN field = '' THEN 'variant' ELSE field END
$$;
CREATE OR REPLACE FUNCTION conflict_severity(field text) RETURNS integer LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE
        WHEN field IN ('price', 'sku', 'status', '') THEN 2
        WHEN field IN ('compare_at_price', 'cost', 'inventory_quantity', 'inventory_policy', 'tracked', 'taxable', 'barcode',
                       'title', 'handle', 'option_names', 'option1', 'option2', 'option3') OR field LIKE 'stock:%' THEN 1
        ELSE 0 END
$$;
