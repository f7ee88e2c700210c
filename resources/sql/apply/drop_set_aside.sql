-- What is stale or cannot be applied is out of the chunk.
DELETE FROM apply_chunk WHERE is_stale OR failure IS NOT NULL
