-- Tables whose next number was given already, as after an import with its own numbers.
WITH positions(name, last, highest) AS (
    SELECT 'products', (SELECT last_value FROM products_id_seq), (SELECT max(id) FROM products)
    UNION ALL SELECT 'product_variants', (SELECT last_value FROM product_variants_id_seq), (SELECT max(id) FROM product_variants)
    UNION ALL SELECT 'categories', (SELECT last_value FROM categories_id_seq), (SELECT max(id) FROM categories)
    UNION ALL SELECT 'sync_batches', (SELECT last_value FROM sync_batches_id_seq), (SELECT max(id) FROM sync_batches)
    UNION ALL SELECT 'sync_history', (SELECT last_value FROM sync_history_id_seq), (SELECT max(id) FROM sync_history)
    UNION ALL SELECT 'staged_product_changes', (SELECT last_value FROM staged_product_changes_id_seq), (SELECT max(id) FROM staged_product_changes)
    UNION ALL SELECT 'staged_field_changes', (SELECT last_value FROM staged_field_changes_id_seq), (SELECT max(id) FROM staged_field_changes)
    UNION ALL SELECT 'sync_versions', (SELECT last_value FROM sync_versions_id_seq), (SELECT max(id) FROM sync_versions)
), found AS (
    SELECT name || ': next after ' || last || ', highest ' || highest AS line FROM positions WHERE highest > last
)
SELECT (SELECT count(*) FROM found) AS count,
       coalesce(array(SELECT line FROM found ORDER BY line), '{}'::text[]) AS evidence
