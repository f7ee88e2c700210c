-- The planner knows nothing of a temporary table until it is told.
ANALYZE refreshed
