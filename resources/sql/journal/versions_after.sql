-- The images of products after a batch wrote them; NULL when the batch took one out of the catalogue.
INSERT INTO sync_versions (batch_id, product_id, shopify_product_id, after)
SELECT a.batch, a.product, coalesce(i.shopify_product_id, a.shopify_product), i.image
FROM jsonb_to_recordset(:products::jsonb) AS a (batch bigint, product bigint, shopify_product bigint)
LEFT JOIN product_image_texts i ON i.product_id = a.product
ON CONFLICT (batch_id, product_id) DO UPDATE SET after = excluded.after, shopify_product_id = excluded.shopify_product_id
