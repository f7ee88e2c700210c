-- What is stale or cannot be applied is out of the chunk.
DELETE FROM apply_values v WHERE NOT EXISTS (SELECT FROM apply_chunk a WHERE a.change_id = v.change_id)
