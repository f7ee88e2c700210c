-- Lets the next desk have its turn.
select pg_advisory_unlock(7236910450918443)
