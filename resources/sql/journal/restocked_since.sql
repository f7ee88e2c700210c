-- Variants of these products whose stock was set since this batch and stands at another number than before; what took
-- back this batch's own setting of it counts as much as that did: not at all.
WITH RECURSIVE own AS (
    SELECT id FROM sync_operations WHERE batch_id = :batch AND product_id = any(:products::bigint[])
    UNION
    SELECT o.id FROM sync_operations o JOIN own ON o.undoes = own.id
), settings AS (
    SELECT v.key AS variant, f.key AS place, o.batch_id, o.sequence, o.before #>> ARRAY['variants', v.key, f.key] AS before, f.value AS after
    FROM sync_operations o
    CROSS JOIN LATERAL jsonb_each(o.after -> 'variants') AS v
    CROSS JOIN LATERAL jsonb_each_text(v.value) AS f
    WHERE o.batch_id > :batch AND o.product_id = any(:products::bigint[]) AND o.state = 'confirmed'
      AND o.kind IN ('inventory_set', 'inventory_activate', 'inventory_deactivate')
      AND o.id NOT IN (SELECT id FROM own)
), net AS (
    SELECT variant, (array_agg(before ORDER BY batch_id, sequence))[1] AS before,
           (array_agg(after ORDER BY batch_id DESC, sequence DESC))[1] AS after
    FROM settings
    GROUP BY variant, place
)
SELECT DISTINCT variant::bigint FROM net WHERE before IS DISTINCT FROM after
