-- A product that is no longer in Shopify leaves the mirror.
WITH facets AS (DELETE FROM shopify_facets WHERE product_id = :id)
DELETE FROM shopify_products WHERE id = :id
