-- Products that are gone from Shopify; their variants go with them.
DELETE FROM products p USING apply_chunk a WHERE a.change_type = 'delete' AND p.id = a.product_id
