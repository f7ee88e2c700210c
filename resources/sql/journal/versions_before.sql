-- The images of products before a batch first writes them: product, variants and their base, complete.
INSERT INTO sync_versions (batch_id, product_id, shopify_product_id, before)
SELECT a.batch, i.product_id, i.shopify_product_id, i.image
FROM jsonb_to_recordset(:products::jsonb) AS a (batch bigint, product bigint)
JOIN product_image_texts i ON i.product_id = a.product
WHERE NOT EXISTS (SELECT FROM sync_versions s WHERE s.batch_id = a.batch AND s.product_id = a.product)
ON CONFLICT (batch_id, product_id) DO NOTHING
