-- Many products were written at once; until the planner knows, it takes the tables for small, and every staged change
-- for one that has to be looked at. Sizes and keys are what it needs; long texts would take most of the time.
ANALYZE products (id, shopify_product_id), product_variants (id, product_id, shopify_variant_id), base_products (id),
    base_variants (id, product_id), staged_product_changes (id, shopify_product_id, direction, status)
