-- The facets go back with the product: first they go. Those of variants have gone with these.
DELETE FROM product_facets f USING restore_set r WHERE f.product_id = r.product_id
