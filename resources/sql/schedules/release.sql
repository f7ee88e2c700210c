-- A desk gives a claim back; the schedule is due as before.
UPDATE schedules SET claimed_by = NULL, claimed_until = NULL WHERE id = :id AND claimed_by = :desk
