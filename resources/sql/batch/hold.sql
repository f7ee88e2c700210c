-- A running batch is paused, or a paused one runs on. An ended batch stays as it ended.
UPDATE sync_batches SET status = :status WHERE id = :batch AND status IN ('running', 'paused')
