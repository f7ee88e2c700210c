-- How many of the chunk were set aside, by reason, and how many are to be applied.
SELECT count(*) FILTER (WHERE NOT is_stale AND failure IS NULL), count(*) FILTER (WHERE failure IS NOT NULL),
    count(*) FILTER (WHERE is_stale)
FROM apply_chunk
