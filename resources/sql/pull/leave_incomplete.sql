-- Nothing is concluded from products that did not come whole.
DELETE FROM compare_scope WHERE shopify_product_id = ANY (:ids::bigint[])
