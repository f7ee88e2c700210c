-- The status of every product updated.
INSERT INTO refreshed SELECT product_id FROM apply_chunk WHERE change_type = 'update' ON CONFLICT DO NOTHING
