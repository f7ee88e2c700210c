-- Many products were written at once; until the planner knows, it takes the tables for small.
ANALYZE products, product_variants, base_products, base_variants
