-- The indexes of shopify_products.
ALTER TABLE filling_products ADD CONSTRAINT filling_products_pkey PRIMARY KEY (id)
