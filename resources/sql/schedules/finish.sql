-- A run by schedule has ended: what it came to, and when the next one is due. Another desk's claim, which it made when
-- ours had run out, stays.
UPDATE schedules
SET last_outcome = :outcome, last_message = :message, last_batch_id = coalesce(:batch::bigint, last_batch_id),
    last_ended_at = :ended, next_run = :next,
    claimed_by = CASE WHEN claimed_by <> :desk THEN claimed_by END,
    claimed_until = CASE WHEN claimed_by <> :desk THEN claimed_until END
WHERE id = :id
