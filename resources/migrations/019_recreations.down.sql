DROP INDEX sync_operations_recreated;
DROP INDEX sync_operations_deleted;
