-- Categories that products have and whose names are not known yet.
SELECT DISTINCT f.value
FROM shopify_facets f
WHERE f.field = 'category:standard' AND NOT EXISTS (SELECT FROM shopify_categories c WHERE c.id = f.value)
