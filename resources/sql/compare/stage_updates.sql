-- One change per product with fields that differ.
INSERT INTO staged_product_changes
    (batch_id, direction, change_type, product_id, shopify_product_id, title, sku, field_count, conflict_count, local_version)
SELECT :batch::bigint, 'pull', 'update', p.id, p.shopify_product_id, p.name, p.sku, f.fields, f.conflicts, p.content_version
FROM (SELECT shopify_product_id, count(*) AS fields, count(*) FILTER (WHERE is_conflict) AS conflicts
      FROM compare_fields GROUP BY shopify_product_id) AS f
JOIN products p ON p.shopify_product_id = f.shopify_product_id
