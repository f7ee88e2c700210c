-- A write about to be made.
INSERT INTO sync_operations (id, batch_id, sequence, change_id, product_id, shopify_product_id, kind, state, before, after,
                             undoes, lease_epoch)
VALUES (:id, :batch, :sequence, :change, :product, :shopify_product_id, :kind, 'planned', :before::jsonb, :after::jsonb,
        :undoes::uuid, :epoch)
