-- Products that are gone have no base.
DELETE FROM base_products b USING apply_chunk a WHERE a.change_type = 'delete' AND b.id = a.shopify_product_id
