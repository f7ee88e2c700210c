-- Every product that was compared.
INSERT INTO refreshed
SELECT p.id FROM compare_scope s JOIN products p ON p.shopify_product_id = s.shopify_product_id
ON CONFLICT DO NOTHING
