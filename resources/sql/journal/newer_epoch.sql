-- Whether another desk has taken over since this epoch.
SELECT 1 FROM writer_lease WHERE epoch > :epoch LIMIT 1
