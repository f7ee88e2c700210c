-- The status of every product looked at.
INSERT INTO refreshed SELECT product_id FROM push_scope ON CONFLICT DO NOTHING
