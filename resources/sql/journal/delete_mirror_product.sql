-- A product that is no longer in Shopify leaves the mirror.
DELETE FROM shopify_products WHERE id = :id
