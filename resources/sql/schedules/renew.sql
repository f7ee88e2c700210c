-- The claim of a run that is still going on.
UPDATE schedules SET claimed_until = clock_timestamp() + :milliseconds::bigint * interval '1 millisecond'
WHERE id = :id AND claimed_by = :desk
