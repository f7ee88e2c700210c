-- Open changes of the products compared speak of a mirror that is no more. Where nothing takes their place the product may
-- be in step again.
WITH closed AS (
    UPDATE staged_product_changes c
    SET status = 'superseded', updated_at = now()
    FROM compare_scope s
    WHERE c.shopify_product_id = s.shopify_product_id AND c.status IN ('pending', 'approved') AND c.direction = 'pull'
      AND NOT EXISTS (SELECT FROM compare_kept k WHERE k.change_id = c.id)
    RETURNING c.product_id
)
INSERT INTO refreshed
SELECT DISTINCT o.product_id FROM closed o WHERE o.product_id IS NOT NULL
ON CONFLICT DO NOTHING
