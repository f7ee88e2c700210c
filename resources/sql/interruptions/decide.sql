-- A person decided about a run that was cut short; a later decision counts.
INSERT INTO interruptions (batch_id, choice, decided_by) VALUES (:batch, :choice, :operator)
ON CONFLICT (batch_id) DO UPDATE SET choice = excluded.choice, decided_by = excluded.decided_by, decided_at = now()
