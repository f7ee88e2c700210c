-- Holds products of the catalogue still, in an order that nobody waits for another in turn.
SELECT id FROM products WHERE id = any(:ids::bigint[]) ORDER BY id FOR UPDATE
