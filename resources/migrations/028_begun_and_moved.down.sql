CREATE OR REPLACE FUNCTION variant_facets_moved(product bigint, variant bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM shopify_facets m
                   WHERE m.product_id = CASE WHEN variant = 0 THEN product ELSE 0 END AND m.variant_id = variant
                     AND NOT EXISTS (SELECT FROM base_facets b
                                     WHERE b.product_id = product AND b.variant_id = variant AND b.field = m.field
                                       AND b.value = m.value))
        OR EXISTS (SELECT FROM base_facets b
                   WHERE b.product_id = product AND b.variant_id = variant
                     AND NOT EXISTS (SELECT FROM shopify_facets m
                                     WHERE m.product_id = CASE WHEN variant = 0 THEN product ELSE 0 END
                                       AND m.variant_id = variant AND m.field = b.field))
$$;
DROP VIEW product_moves;
DROP INDEX staged_product_changes_open_deletes;
DROP INDEX staged_product_changes_begun;
ALTER TABLE staged_product_changes DROP COLUMN is_begun;
