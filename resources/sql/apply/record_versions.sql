-- What each product was and is.
INSERT INTO sync_versions (batch_id, product_id, shopify_product_id, before, after)
SELECT :batch::bigint, a.product_id, a.shopify_product_id, a.before, i.image
FROM apply_chunk a
LEFT JOIN product_image_texts i ON i.product_id = a.product_id
ON CONFLICT (batch_id, product_id) DO UPDATE SET after = excluded.after
