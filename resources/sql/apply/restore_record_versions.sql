-- What each product was and is, so that the restoring can be undone too.
INSERT INTO sync_versions (batch_id, product_id, shopify_product_id, before, after)
SELECT :by::bigint, r.product_id, (coalesce(r.before, r.current) #>> '{product,shopify_product_id}')::bigint, r.current, i.image
FROM restore_set r
LEFT JOIN product_images i ON i.product_id = r.product_id
ON CONFLICT (batch_id, product_id) DO UPDATE SET after = excluded.after
