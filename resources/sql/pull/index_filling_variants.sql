-- The indexes of shopify_variants: first the key.
ALTER TABLE filling_variants ADD CONSTRAINT filling_variants_pkey PRIMARY KEY (id)
