-- What a rollback came to.
INSERT INTO sync_rollbacks (batch_id, undoes, backup_path, restored, left_alone, impossible, report)
VALUES (:batch, :undoes, :backup_path, :restored, :left_alone, :impossible, :report::jsonb)
