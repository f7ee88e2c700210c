-- After a first pull: products that came without all their variants are not in the mirror until they come whole.
DELETE FROM shopify_products WHERE id = ANY (:ids::bigint[])
