-- Gives the variants of a product the places from 1 on, in the order in which they stand.
UPDATE product_variants v
SET position = n.place, updated_at = now()
FROM (SELECT id, row_number() OVER (ORDER BY position, id) AS place
      FROM product_variants WHERE product_id = :product) AS n
WHERE v.id = n.id AND v.position <> n.place
