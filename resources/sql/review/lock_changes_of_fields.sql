-- The same for the changes that the fields belong to.
SELECT count(*) FROM (
    SELECT s.id FROM staged_product_changes s
    WHERE s.id IN (SELECT f.change_id FROM staged_field_changes f WHERE f.id = ANY(:fields::bigint[]))
    ORDER BY s.id FOR UPDATE
) AS locked
