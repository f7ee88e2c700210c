-- Before a first pull. Far quicker than deleting, and safe because the mirror is marked incomplete.
TRUNCATE shopify_products, shopify_variants, pulled_facets, pulled_removals, pulled_seen
