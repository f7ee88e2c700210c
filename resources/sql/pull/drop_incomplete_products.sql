-- Products that came without all their variants stay as they were.
DELETE FROM pulled_products WHERE id = ANY (:ids::bigint[])
