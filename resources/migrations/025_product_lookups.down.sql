DROP INDEX staged_product_changes_open_product;
DROP VIEW facet_moves;
CREATE FUNCTION facets_moved(product bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT variant_facets_moved(product, 0)
        OR EXISTS (SELECT FROM shopify_variants v WHERE v.product_id = product AND variant_facets_moved(product, v.id))
$$;
DROP INDEX product_facets_variant_id;
CREATE INDEX product_facets_variant_id ON product_facets (variant_id);
