-- What is stale is compared anew.
INSERT INTO compare_scope SELECT DISTINCT shopify_product_id FROM apply_chunk WHERE is_stale ON CONFLICT DO NOTHING
