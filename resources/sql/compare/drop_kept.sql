-- What a kept change says already is not staged again.
DELETE FROM compare_fields f USING compare_kept k WHERE f.shopify_product_id = k.shopify_product_id
