-- A product that comes back under the id it had before has no base of old.
DELETE FROM base_facets b
USING apply_chunk a
WHERE a.change_type IN ('create', 'restore') AND b.product_id = a.shopify_product_id
