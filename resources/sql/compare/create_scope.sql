-- The products to compare in this transaction, by Shopify id.
CREATE TEMP TABLE compare_scope (shopify_product_id bigint PRIMARY KEY) ON COMMIT DROP
