-- Asks the sessions that hold others back to give up their running statement. One that is idle has none to give up.
SELECT root.pid, pg_cancel_backend(root.pid)
FROM pg_stat_activity root
WHERE root.state = 'active' AND cardinality(pg_blocking_pids(root.pid)) = 0
  AND EXISTS (SELECT FROM pg_stat_activity waiting WHERE root.pid = ANY (pg_blocking_pids(waiting.pid)))
