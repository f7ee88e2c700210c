-- Takes an approval, a rejection or a failure back. Only the newest change of a product and direction can be open:
-- an older one speaks of what is no longer there.
UPDATE staged_product_changes s
SET status = 'pending', decided_by = NULL, decided_host = NULL, decided_at = NULL, decision_reason = NULL, rule_name = NULL,
    failure = NULL, request_id = NULL, updated_at = now(),
    conflict_count = CASE WHEN s.change_type = 'delete' AND s.direction = 'pull'
        THEN coalesce((SELECT p.locally_edited::integer FROM products p WHERE p.id = s.product_id), 0)
        ELSE s.conflict_count END
WHERE s.id = ANY(:ids::bigint[]) AND s.status IN ('approved', 'rejected', 'failed')
  AND (NOT :only_own::boolean
       OR s.decided_by = :operator::text AND coalesce(s.decided_host, :host::text) = :host::text)
  AND NOT EXISTS (SELECT FROM staged_product_changes n
                  WHERE n.shopify_product_id = s.shopify_product_id AND n.direction = s.direction AND n.id > s.id)
  AND NOT EXISTS (SELECT FROM staged_product_changes n
                  WHERE n.product_id = s.product_id AND n.direction = s.direction AND n.id > s.id)
RETURNING s.id
