-- Products of which something was kept, merged or written by hand, or that have a change waiting to be sent: what there is
-- to send is worked out anew.
INSERT INTO push_scope
SELECT product_id FROM apply_values WHERE decision IN ('keep_ours', 'edited') OR is_merged
UNION
SELECT a.product_id
FROM apply_chunk a
JOIN staged_product_changes c ON c.product_id = a.product_id AND c.direction = 'push' AND c.status IN ('pending', 'approved')
ON CONFLICT DO NOTHING
