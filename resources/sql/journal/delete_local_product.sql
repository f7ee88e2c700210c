-- Takes a product back that a batch had put into the catalogue.
DELETE FROM products WHERE id = :id
