-- The next approved changes to apply, in order; only those asked for when some are.
SELECT id FROM staged_product_changes
WHERE direction = 'pull' AND status = 'approved' AND id > :after
  AND (:all::boolean OR id = ANY (:changes::bigint[]))
ORDER BY id
LIMIT :limit
