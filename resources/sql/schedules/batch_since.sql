-- The batch that a run of this desk has opened since it was claimed, if it came that far.
SELECT max(id) FROM sync_batches WHERE desk = :desk AND started_by = :started_by AND created_at >= :since
