-- How many of the chunk were set aside, by reason, and how many are to be applied; and whether those hold new products,
-- changed ones and products to take out.
SELECT count(*) FILTER (WHERE NOT is_stale AND failure IS NULL), count(*) FILTER (WHERE failure IS NOT NULL),
    count(*) FILTER (WHERE is_stale),
    coalesce(bool_or(change_type IN ('create', 'restore')) FILTER (WHERE NOT is_stale AND failure IS NULL), false),
    coalesce(bool_or(change_type = 'update') FILTER (WHERE NOT is_stale AND failure IS NULL), false),
    coalesce(bool_or(change_type = 'delete') FILTER (WHERE NOT is_stale AND failure IS NULL), false)
FROM apply_chunk
