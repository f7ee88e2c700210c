-- Without a counterpart there is nothing to agree on.
WITH facets AS (DELETE FROM base_facets WHERE product_id = :id)
DELETE FROM base_products WHERE id = :id
