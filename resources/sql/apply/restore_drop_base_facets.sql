-- The base goes back with the product: first it goes.
DELETE FROM base_facets b USING restore_set r
WHERE b.product_id IN ((r.before #>> '{product,shopify_product_id}')::bigint, (r.current #>> '{product,shopify_product_id}')::bigint)
