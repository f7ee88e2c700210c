-- Which catalogue product a create became.
UPDATE apply_chunk a SET product_id = p.id
FROM products p
WHERE a.change_type IN ('create', 'restore') AND p.shopify_product_id = a.shopify_product_id
