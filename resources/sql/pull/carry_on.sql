-- Another batch takes up the pull.
UPDATE unfinished_pull SET batch_id = :batch
