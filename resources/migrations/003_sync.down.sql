DROP VIEW product_images;
DROP TABLE audit_log, maintenance, writer_lease, sync_approval_rules, sync_rollbacks, sync_history, sync_versions,
    sync_operations, staged_field_changes, staged_product_changes, sync_batches;
DROP FUNCTION image_content(jsonb), refuse_audit_change(), chain_audit_row(), refuse_stale_epoch();
