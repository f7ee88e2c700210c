-- The first of the variants just made that has the options of another one of its product.
SELECT v.title
FROM product_variants v
JOIN product_variants o ON o.product_id = v.product_id AND o.id <> v.id
    AND option_key(o.option1, o.option2, o.option3) = option_key(v.option1, v.option2, v.option3)
WHERE v.id = ANY (:ids::bigint[])
ORDER BY v.position, v.id
LIMIT 1
