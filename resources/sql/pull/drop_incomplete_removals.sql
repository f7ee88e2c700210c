-- A variant is not gone because its product came without it.
DELETE FROM pulled_removals r USING shopify_variants m
WHERE r.entity = 'variant' AND m.id = r.id AND m.product_id = ANY (:ids::bigint[])
