-- With one location left the total is what counts; where stock lay is of no meaning any more.
WITH base AS (
    DELETE FROM base_facets WHERE field LIKE 'stock:%'
)
DELETE FROM product_facets WHERE field LIKE 'stock:%'
