-- Locks the changes to be decided on, always in the same order, so that two reviewers wait for each other instead of
-- locking each other out.
SELECT count(*) FROM (
    SELECT s.id FROM staged_product_changes s WHERE s.id = ANY(:ids::bigint[]) ORDER BY s.id FOR UPDATE
) AS locked
