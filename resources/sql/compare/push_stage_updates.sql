-- One change per product with edits to send.
INSERT INTO staged_product_changes
    (batch_id, direction, change_type, product_id, shopify_product_id, title, sku, field_count, local_version)
SELECT :batch::bigint, 'push', 'update', p.id, p.shopify_product_id, p.name, p.sku, f.fields, p.content_version
FROM (SELECT product_id, count(*) AS fields FROM push_fields GROUP BY product_id) AS f
JOIN products p ON p.id = f.product_id
