-- Keeps two desks from building the same database at once; the number is the same in every Syncdesk.
select pg_advisory_lock(7236910450918443)
