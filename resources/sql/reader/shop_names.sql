-- What the shop calls its categories, and its collections, sales channels and stock locations by the path of their facets.
SELECT true AS is_category, id AS key, full_name AS name FROM shopify_categories
UNION ALL
SELECT false, CASE WHEN rule_based THEN 'smart_collection:' ELSE 'collection:' END || id, title FROM shopify_collections
UNION ALL
SELECT false, 'publication:' || id, name FROM shopify_publications
UNION ALL
SELECT false, 'stock:' || id, name FROM locations
