-- Whether a person has begun to decide on the fields of a change, or of the one in whose place it was staged: what takes
-- its place takes the decisions over, and no rule approves it.
ALTER TABLE staged_product_changes ADD COLUMN is_begun boolean NOT NULL DEFAULT false;
UPDATE staged_product_changes c SET is_begun = true
WHERE c.status IN ('pending', 'approved')
  AND EXISTS (SELECT FROM staged_field_changes f WHERE f.change_id = c.id AND f.decided_by IS NOT NULL);
-- Those whose decisions nothing has taken over yet.
CREATE INDEX staged_product_changes_begun ON staged_product_changes (shopify_product_id)
    WHERE status = 'superseded' AND is_begun;
