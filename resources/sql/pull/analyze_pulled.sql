-- The planner must know how few (or many) rows changed.
ANALYZE pulled_products, pulled_variants, pulled_removals
