-- Many facets were written; until the planner knows, it takes the table for small.
ANALYZE shopify_facets
