-- Where Shopify keeps the media of a staged change's product, which people know by the names of their files.
SELECT m.key, m.url
FROM staged_product_changes s
JOIN shopify_media m ON m.product_id = s.shopify_product_id
WHERE s.id = :id AND m.url <> ''
