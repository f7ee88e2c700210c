-- The indexes of shopify_variants: then the one by product.
CREATE INDEX filling_variants_product_id ON filling_variants (product_id)
