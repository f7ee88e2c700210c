-- What a kept change says already is not staged again.
DELETE FROM push_fields f USING push_kept k WHERE f.product_id = k.product_id
