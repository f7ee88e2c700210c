-- A kept change speaks of the catalogue as it is now.
UPDATE staged_product_changes c
SET local_version = p.content_version, updated_at = now()
FROM push_kept k, products p
WHERE c.id = k.change_id AND p.id = c.product_id AND c.local_version IS DISTINCT FROM p.content_version
