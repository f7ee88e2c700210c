-- A stale change that the comparison found nothing in its place for is over too.
UPDATE staged_product_changes c SET status = 'superseded', updated_at = now()
FROM apply_chunk a WHERE a.is_stale AND c.id = a.change_id AND c.status = 'approved'
