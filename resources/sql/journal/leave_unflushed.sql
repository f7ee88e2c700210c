-- What this transaction commits may wait for the next flush of the log: the mark as sent that has to follow before
-- anything leaves is flushed, and the log is flushed in its order (PostgreSQL, Asynchronous Commit).
SELECT set_config('synchronous_commit', 'off', true)
