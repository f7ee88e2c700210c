-- What a person decided about a run whose program ended before it did. One that is not here and was not rolled back
-- waits for a decision; those of the past are left as they are.
CREATE TABLE interruptions (
    batch_id   bigint PRIMARY KEY REFERENCES sync_batches (id) ON DELETE CASCADE,
    choice     text        NOT NULL CHECK (choice IN ('resumed', 'left')),
    decided_by text        NOT NULL,
    decided_at timestamptz NOT NULL DEFAULT now()
);
INSERT INTO interruptions (batch_id, choice, decided_by)
SELECT id, 'left', 'system' FROM sync_batches WHERE status = 'interrupted';
