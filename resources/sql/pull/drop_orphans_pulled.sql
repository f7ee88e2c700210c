-- Variants whose product the file did not have.
DELETE FROM pulled_variants WHERE id = ANY (:ids::bigint[])
