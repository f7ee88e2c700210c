-- After the mirror was filled afresh: everything that either side or the base has.
INSERT INTO compare_scope
SELECT id FROM shopify_products UNION SELECT id FROM base_products
