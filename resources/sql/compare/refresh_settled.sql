-- Products in which something was settled may be in step again.
INSERT INTO refreshed
SELECT DISTINCT p.id
FROM compare_fields f JOIN products p ON p.shopify_product_id = f.shopify_product_id
WHERE f.is_same
ON CONFLICT DO NOTHING
