-- Moves every table's next number behind the highest in use; never back. Not undone by a rollback.
SELECT name, setval(pg_get_serial_sequence(name, 'id'), highest)
FROM (
    SELECT 'products' AS name, (SELECT max(id) FROM products) AS highest, (SELECT last_value FROM products_id_seq) AS last
    UNION ALL SELECT 'product_variants', (SELECT max(id) FROM product_variants), (SELECT last_value FROM product_variants_id_seq)
    UNION ALL SELECT 'categories', (SELECT max(id) FROM categories), (SELECT last_value FROM categories_id_seq)
    UNION ALL SELECT 'sync_batches', (SELECT max(id) FROM sync_batches), (SELECT last_value FROM sync_batches_id_seq)
    UNION ALL SELECT 'sync_history', (SELECT max(id) FROM sync_history), (SELECT last_value FROM sync_history_id_seq)
    UNION ALL SELECT 'staged_product_changes', (SELECT max(id) FROM staged_product_changes), (SELECT last_value FROM staged_product_changes_id_seq)
    UNION ALL SELECT 'staged_field_changes', (SELECT max(id) FROM staged_field_changes), (SELECT last_value FROM staged_field_changes_id_seq)
    UNION ALL SELECT 'sync_versions', (SELECT max(id) FROM sync_versions), (SELECT last_value FROM sync_versions_id_seq)
) AS positions
WHERE highest > last
