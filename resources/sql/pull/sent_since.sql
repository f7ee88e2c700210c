-- Whether anything was sent to the shop since a time.
SELECT EXISTS (SELECT FROM sync_operations WHERE sent_at >= :time::timestamptz OR state IN ('sent', 'unknown'))
