-- Without a counterpart there is nothing to agree on.
DELETE FROM base_products WHERE id = :id
