-- Whether writes to Shopify were left open, and whether some run has its turn now, so that it must not be looked into yet.
SELECT EXISTS (SELECT FROM sync_operations WHERE state IN ('planned', 'sent', 'unknown'))
       OR EXISTS (SELECT FROM staged_product_changes WHERE status = 'applying' AND direction = 'push')
       OR EXISTS (SELECT FROM sync_batches WHERE kind IN ('push', 'rollback', 'replay') AND status IN ('queued', 'running', 'paused')),
       EXISTS (SELECT FROM writer_lease WHERE shop_domain = :shop AND until > clock_timestamp())
