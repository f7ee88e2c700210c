-- Facets of products that are gone have no base.
DELETE FROM base_facets b USING apply_chunk a WHERE a.change_type = 'delete' AND b.product_id = a.shopify_product_id
