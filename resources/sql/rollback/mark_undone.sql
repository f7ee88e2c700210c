-- A batch of which nothing is left to undo; one that had been undone by it counts again.
UPDATE sync_batches
SET rolled_back_by = CASE WHEN id = :undoes THEN :batch::bigint END
WHERE id = :undoes OR rolled_back_by = :undoes
