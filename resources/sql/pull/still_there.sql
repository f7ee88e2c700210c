-- Those of the products that are not known to be gone from Shopify.
SELECT p.id FROM unnest(:ids::bigint[]) AS p (id)
WHERE NOT EXISTS (SELECT FROM pulled_removals r WHERE r.entity = 'product' AND r.id = p.id)
ORDER BY p.id
