-- Complete images of products about to be deleted. One that waits already under its id came back by another way, and
-- what it was then is no longer wanted.
INSERT INTO deleted_products (product_id, shopify_product_id, title, sku, image, deleted_by)
SELECT p.id, p.shopify_product_id, p.name, p.sku, i.image, :operator
FROM products p
JOIN product_images i ON i.product_id = p.id
WHERE p.id = ANY (:ids::bigint[])
ON CONFLICT (product_id) WHERE restored_at IS NULL DO UPDATE
SET (shopify_product_id, title, sku, image, deleted_by, deleted_at)
    = (excluded.shopify_product_id, excluded.title, excluded.sku, excluded.image, excluded.deleted_by,
       excluded.deleted_at)
