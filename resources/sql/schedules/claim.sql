-- A desk takes a schedule that nobody runs, for as long as it renews the claim.
UPDATE schedules
SET claimed_by = :desk, claimed_until = clock_timestamp() + :milliseconds::bigint * interval '1 millisecond'
WHERE id = :id AND (claimed_until IS NULL OR claimed_until <= clock_timestamp())
RETURNING clock_timestamp()
