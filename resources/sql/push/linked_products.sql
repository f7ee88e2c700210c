-- Products with a counterpart in Shopify: what the circuit breaker measures a push against.
SELECT count(*) FROM products WHERE shopify_product_id IS NOT NULL
