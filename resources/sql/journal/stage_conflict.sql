-- What Shopify holds now, against base and catalogue, for a person to decide.
INSERT INTO staged_product_changes (batch_id, direction, change_type, product_id, shopify_product_id, title, sku, field_count,
                                    conflict_count, local_version)
SELECT :batch, 'pull', 'update', p.id, :shopify_product_id, p.name, p.sku, :fields, :conflicts, p.content_version
FROM products p WHERE p.id = :product
RETURNING id
