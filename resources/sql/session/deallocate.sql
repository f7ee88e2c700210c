-- Forgets what a session has prepared, after the tables have changed underneath.
deallocate all
