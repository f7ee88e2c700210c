-- Products of which the mirror says otherwise than Shopify whether they are in a collection that is filled by hand: they came
-- into one of those that changed or left it, or are in one that is gone or has rules by now.
WITH told AS (
    SELECT t.collection, t.product
    FROM unnest(:collections::bigint[], :products::bigint[]) AS t (collection, product)
), held AS (
    SELECT substring(m.field FROM 12)::bigint AS collection, m.product_id AS product
    FROM shopify_facets m
    WHERE m.variant_id = 0 AND m.field LIKE 'collection:%'
)
SELECT h.product
FROM held h
WHERE h.collection <> ALL (:manual::bigint[])
   OR (h.collection = ANY (:changed::bigint[])
       AND NOT EXISTS (SELECT FROM told t WHERE t.collection = h.collection AND t.product = h.product))
UNION
SELECT t.product
FROM told t
WHERE NOT EXISTS (SELECT FROM held h WHERE h.collection = t.collection AND h.product = t.product)
ORDER BY 1
