-- What somebody did to products of the catalogue, outside of any batch, for their history.
INSERT INTO sync_history (product_id, shopify_product_id, action, status, title, message)
SELECT p.id, p.shopify_product_id, :action, 'success', p.name, :message
FROM products p
WHERE p.id = ANY (:ids::bigint[])
