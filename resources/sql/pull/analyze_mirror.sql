-- The tables were just filled; the planner still thinks them empty.
ANALYZE shopify_products, shopify_variants
