-- After a first pull that kept what is known of sales channels: not of products that are gone.
DELETE FROM shopify_facets f
WHERE f.field LIKE 'publication:%' AND NOT EXISTS (SELECT FROM shopify_products m WHERE m.id = f.product_id)
